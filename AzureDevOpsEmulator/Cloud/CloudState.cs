using System.Collections.Concurrent;

namespace AzureDevOpsEmulator.Cloud;

/// <summary>What can change about the cloud at run time. Thread-safe; a restart resets it.</summary>
internal sealed class CloudSwitches
{
    private readonly ConcurrentDictionary<string, OrganizationState> _organizations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _conditionalAccess = new(StringComparer.OrdinalIgnoreCase);

    public CloudSettings Settings { get; } = new();

    public OrganizationState StateOf(Organization organization) => _organizations.GetValueOrDefault(organization.Name, organization.State);

    public void SetState(Organization organization, OrganizationState state) => _organizations[organization.Name] = state;

    public bool IsUnderConditionalAccess(CloudPerson person) =>
        _conditionalAccess.GetValueOrDefault(person.Name, person.IsUnderConditionalAccess);

    public void SetConditionalAccess(CloudPerson person, bool isOn) => _conditionalAccess[person.Name] = isOn;
}

/// <summary>The services of the cloud, and their settings.</summary>
internal sealed class CloudState
{
    public CloudState(string folder, byte[] seed, EmulatorSettings settings)
    {
        var time = settings.TimeProvider;
        var store = EntraStore.OpenOrCreate(folder, time);
        var idTokens = new IdTokens(store, time);
        var sessions = new BrowserSessions(store, time);
        Redirects = new RedirectUris(store);
        Consents = new Consents(store);
        Tokens = new TokenIssuer(store, idTokens, Switches, time);
        Certificate = new ClientCertificate(folder, time);
        Cluster = new ClusterIssuer(time);
        Clients = new ClientAuthentication(seed, new ClientAssertions(Certificate, Cluster, time));
        Metadata = new MetadataService(Tokens, Switches, time);
        SignIn = new EntraServer(
            new AuthorizeEndpoint(Redirects, sessions, new SignInRules(Consents, Switches), new CodeIssuer(store, time), settings.ApplicationName, time),
            new TokenEndpoint(Clients, new CodeGrant(store, Tokens, time), new RefreshGrant(store, Tokens, Switches, time), new ClientCredentialsGrant(Tokens), time),
            new LogoutEndpoint(sessions, Redirects),
            new UserInfoEndpoint(Tokens),
            idTokens,
            time);
    }

    public CloudSwitches Switches { get; } = new();
    public EntraServer SignIn { get; }
    public TokenIssuer Tokens { get; }
    public ClientAuthentication Clients { get; }
    public ClientCertificate Certificate { get; }
    public ClusterIssuer Cluster { get; }
    public MetadataService Metadata { get; }
    public Consents Consents { get; }
    public RedirectUris Redirects { get; }
}
