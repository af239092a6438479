using AzureDevOpsEmulator;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>The demo with the emulated Microsoft Entra and the emulated metadata service, over real HTTP, and three identities that the operator offers.</summary>
public abstract class ApplicationIdentityContext : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private RunningApp _app = null!;

    private protected static OwnerId Owner { get; } = new("a browser");

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected CollectedLogs Logs { get; } = new();

    private protected ManualTime Time { get; } = new(DateTimeOffset.UtcNow);

    private protected string Folder => _folder.In("demo");

    private protected string AssertionFile => _folder.In("projected-token");

    private protected EmulatedCloud Cloud => World.Cloud;

    /// <summary>The id of the first tenant, of which the applications are.</summary>
    private protected string Tenant => $"{Cloud.Tenants[0].Id}";

    private AzureDevOpsEmulator.Emulator World => App<AzureDevOpsEmulator.Emulator>();

    public async ValueTask InitializeAsync()
    {
        (string, string)[] settings =
        [
            ("Demo:Enabled", "true"), ("Demo:Seed", "false"), ("Demo:DataFolder", _folder.In("demo")), ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
            .. Offer(0, "Cluster", "Federated", "spacetech"), .. Offer(1, "Machine", "ManagedIdentity", "spacetech"),
            ("AzureDevOps:Cloud:Identities:0:Tenant", "spacetech.example"), ("AzureDevOps:Cloud:Identities:0:AssertionFile", AssertionFile),
            ("AzureDevOps:Cloud:Identities:0:ClientId", "e4907b2f-6d18-4ca5-a3f0-58c2d91b7e36"),
            .. Offer(2, "Nothing", "ManagedIdentity", "spacetech"), ("AzureDevOps:Cloud:Identities:2:ClientId", "0c7d52e9-84b1-4e3f-b6a2-9d15f3780c4a"),
        ];
        _app = await RunningApp.StartAsync(Cancellation, settings, builder =>
        {
            builder.Environment.EnvironmentName = Environments.Development;
            builder.Services.AddSingleton<TimeProvider>(Time);
            builder.Logging.AddProvider(Logs);
        });
        await File.WriteAllTextAsync(AssertionFile, Cloud.CreateAssertion(), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
        Logs.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected T App<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private static (string, string)[] Offer(int position, string name, string kind, string organization) =>
    [
        ($"AzureDevOps:Cloud:Identities:{position}:Name", name), ($"AzureDevOps:Cloud:Identities:{position}:Kind", kind),
        ($"AzureDevOps:Cloud:Identities:{position}:Organizations:0", organization),
    ];

    private protected EmulatedClient Client(string name) => Cloud.Clients.Single(client => client.Name == name);

    private protected ApplicationCredential SecretOf(string client, string? secret = null) =>
        new(IdentityKind.Secret, Tenant, Client(client).ClientId, new Secret(secret ?? Client(client).ClientSecret));

    private protected Task<Result<AccountId>> AddAsync(string kind) => kind switch
    {
        "secret" => App<IApplicationIdentities>().AddAsync(Owner, SecretOf("builder"), Cancellation),
        "certificate" => App<IApplicationIdentities>().AddAsync(Owner, new ApplicationCredential(IdentityKind.Certificate, Tenant, Client("builder").ClientId, new Secret(Cloud.BuilderCertificate)), Cancellation),
        _ => App<IApplicationIdentities>().AddOfferedAsync(Owner, kind, Cancellation),
    };

    private protected async Task<string> OpenAsync(AccountId account) => (await App<IAccountTokens>().OpenAsync(account, Cancellation)).Value!.Reveal();

    private protected int TokenRequests() => World.Requests.Entries.Count(request => request.Target.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal));

    private protected async Task<CheckResult> CheckAsync(AccountId account, string organization)
    {
        var token = await App<IAccountTokens>().OpenForAsync(account, organization, Cancellation);
        var subject = CheckSubject.Of(App<CloudSetup>().TargetOf(organization), token.Then<Secret>(it => it)) with
        {
            Account = await App<ICloudAccounts>().FindAsync(account, Owner, Cancellation),
        };
        return await App<IConnectionCheck>().RunAsync(subject, _ => { }, Cancellation);
    }
}
