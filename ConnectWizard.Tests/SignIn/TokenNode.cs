using ConnectWizard.Connections;
using ConnectWizard.Connections.Accounts;
using ConnectWizard.Network;
using ConnectWizard.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConnectWizard.SignIn;

/// <summary>One node: the real store over a folder that others may share, and the renewal of tokens at a provider.</summary>
internal sealed class TokenNode : IAsyncDisposable
{
    private readonly IHost _host;

    private TokenNode(IHost host) => _host = host;

    public static OwnerId Owner { get; } = new("ada's browser");

    public IAccountTokens Tokens => _host.Services.GetRequiredService<IAccountTokens>();

    public IAccountStore Store => _host.Services.GetRequiredService<IAccountStore>();

    public ICloudAccounts Accounts => _host.Services.GetRequiredService<ICloudAccounts>();

    public IServiceProvider Services => _host.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TokenNode> StartAsync(StoreFolder folder, OpenIdProvider provider, ILoggerProvider? logs = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(folder.Settings());
        if (logs is not null)
            builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddNetwork().AddStorage();
        builder.Services.AddSingleton(Samples.Cloud).AddSingleton(new EntraApp
        {
            ClientId = OpenIdProvider.ClientId,
            AuthorizationEndpoint = new Uri($"{provider.Url}/authorize"),
            TokenEndpoint = new Uri($"{provider.Url}/token"),
            Scopes = ["openid"],
        });
        builder.Services.AddSingleton<TokenEndpoint>().AddSingleton<TokenRenewal>().AddSingleton<IAccountTokens, AccountTokens>();
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return new TokenNode(host);
    }

    /// <summary>An account whose access token is due.</summary>
    public Task<AccountId> AddDueAsync(string refresh) => Store.SaveAsync(
        new SignedInPerson(Owner, new CloudProfile("profile", "Ada", null), "ada@spacetech.example", null),
        new TokenGrant(new EntraAccessToken("access-due"), new Secret(refresh), DateTimeOffset.UtcNow - TimeSpan.FromSeconds(1)),
        Cancellation);

    public async Task<bool> NeedsSignInAsync(AccountId id) => (await Accounts.FindAsync(id, Owner, Cancellation))!.NeedsSignIn;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
