using AzureDevOpsEmulator.Entra.Storage;
using AzureDevOpsEmulator.Entra.Tokens;
using AzureDevOpsEmulator.World.Cloud;

namespace AzureDevOpsEmulator.Entra;

/// <summary>Puts the authorization server together over a data folder.</summary>
internal sealed class EntraParts
{
    public EntraParts(string folder, byte[] seed, CloudSwitches switches, TimeProvider time)
    {
        var store = EntraStore.OpenOrCreate(folder, time);
        var idTokens = new IdTokens(store, time);
        var sessions = new BrowserSessions(store, time);
        Redirects = new RedirectUris(store);
        Consents = new Consents(store);
        Tokens = new TokenIssuer(store, idTokens, switches, time);
        Clients = new ClientAuthentication(seed);
        Server = new EntraServer(
            new AuthorizeEndpoint(Redirects, sessions, new SignInRules(Consents, switches), new CodeIssuer(store, time), time),
            new TokenEndpoint(Clients, new CodeGrant(store, Tokens, time), new RefreshGrant(store, Tokens, switches, time), time),
            new LogoutEndpoint(sessions, Redirects),
            new UserInfoEndpoint(Tokens),
            idTokens,
            time);
    }

    public EntraServer Server { get; }

    public TokenIssuer Tokens { get; }

    public ClientAuthentication Clients { get; }

    public Consents Consents { get; }

    public RedirectUris Redirects { get; }
}
