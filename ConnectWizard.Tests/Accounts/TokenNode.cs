using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConnectWizard.Accounts;

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

    public static async Task<TokenNode> StartAsync(StorePlace place, OpenIdProvider provider, ILoggerProvider? logs = null, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(place.Settings());
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        if (logs is not null)
            builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddNetwork().AddStorage();
        builder.Services.AddSingleton(Samples.Cloud).AddTokenRenewal();
        var authority = provider.Url;
        builder.Services.Configure<SignInOptions>(app => (app.ClientId, app.Authority, app.Scopes) = (OpenIdProvider.ClientId, authority, "openid"));
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return new TokenNode(host);
    }

    /// <summary>An account whose access token is due.</summary>
    /// <param name="refresh">Its refresh token.</param>
    /// <param name="left">How long the access token is good yet.</param>
    /// <param name="profile">Whose it is.</param>
    public Task<AccountId> AddDueAsync(string? refresh, TimeSpan left = default, string profile = "profile")
    {
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        return Store.SaveAsync(
            new SignedInPerson(WorkspaceId.Default, Owner, new CloudProfile(profile, "Ada", null), "ada@spacetech.example", null),
            new TokenGrant(new EntraAccessToken("access-due"), refresh is null ? null : new Secret(refresh), now, now + left),
            Cancellation);
    }

    public async Task<bool> NeedsSignInAsync(AccountId id) => (await Accounts.FindAsync(id, Owner, Cancellation))!.NeedsSignIn;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
