using AzureDevOpsEmulator;
using ConnectWizard.Accounts;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using ConnectWizard.Wizard;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using Xunit;
using Samples = ConnectWizard.Storage.Samples;

namespace ConnectWizard.ServiceHooks;

/// <summary>
/// One node of the product without its pages: the real store, the real way to an emulated Azure DevOps, a receiver. Turns are taken by the test,
/// never in the background.
/// </summary>
internal sealed class ServiceHooksFixture : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly bool _ownsFolder;

    private ServiceHooksFixture(EdgeFixture edge, IHost host, StoreFolder folder, TestReceiver receiver, bool ownsFolder)
    {
        (Edge, _host, Folder, Receiver, _ownsFolder) = (edge, host, folder, receiver, ownsFolder);
        Receiver.Deliveries ??= Services.GetRequiredService<IHookStore>();
    }

    public EdgeFixture Edge { get; }

    public StoreFolder Folder { get; }

    public TestReceiver Receiver { get; }

    public CrashPoint Kill => Services.GetRequiredService<CrashPoint>();

    public IServiceProvider Services => _host.Services;

    public IHookStore Hooks => Services.GetRequiredService<IHookStore>();

    public IProfileStore Profiles => Services.GetRequiredService<IProfileStore>();

    public IProfileWebhooks Webhooks => Services.GetRequiredService<IProfileWebhooks>();

    public IHookRemoval Removal => Services.GetRequiredService<IHookRemoval>();

    public IConnectionStore Connections => Services.GetRequiredService<IConnectionStore>();

    public HookWorker Worker => Services.GetRequiredService<HookWorker>();

    /// <summary>Where hooks are to call; the receiver unless a test says otherwise.</summary>
    public Uri? Address { get; set; }

    /// <summary>Whether the server could reach an address of this machine alone.</summary>
    public bool IsOnThisMachine { get; set; } = true;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts a node; a second one on the store of the first shares its receiver.</summary>
    public static async Task<ServiceHooksFixture> StartAsync(EdgeFixture edge, ServiceHooksFixture? first = null, TimeProvider? time = null)
    {
        var (folder, receiver) = (first?.Folder ?? new StoreFolder(), first?.Receiver ?? await TestReceiver.StartAsync(Ct));
        ServiceHooksFixture? fixture = null;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(folder.Settings())
            .AddInMemoryCollection(edge.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<CrashPoint>();
        builder.Services.AddStorage().AddAzureDevOps().AddServiceHooks();
        builder.Services.AddSingleton(Samples.Cloud).AddSingleton(Substitute.For<IAccountTokens>());
        builder.Services.AddSingleton<IPublicEndpoint, AddressFixture>();
        builder.Services.AddSingleton(new HookAddress(() => fixture!.Address, _ => fixture!.IsOnThisMachine));
        // The test runs the workers itself.
        foreach (var worker in builder.Services.Where(service => service.ImplementationFactory?.Method.ReturnType.IsAssignableTo(typeof(BackgroundService)) == true && service.ServiceType == typeof(IHostedService)).ToList())
            builder.Services.Remove(worker);
        Interrupt<IHookStore>(builder.Services);
        Interrupt<IServiceHooksGateway>(builder.Services);
        var host = builder.Build();
        await host.StartAsync(Ct);
        fixture = new ServiceHooksFixture(edge, host, folder, receiver, first is null) { Address = receiver.Address };
        return fixture;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        if (!_ownsFolder)
            return;
        // A request that was cancelled may still be under way there.
        await Edge.Emulator.Requests.WaitForRequestAsync("azure.spacetech.example", 0, Ct);
        foreach (var subscription in Subscriptions)
            Edge.Emulator.World.Hooks.Delete(subscription.Id);
        await Receiver.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>The subscriptions that call this fixture's receiver, whichever hook's.</summary>
    public IReadOnlyList<EmulatedSubscription> Subscriptions =>
        [.. Edge.Emulator.World.Hooks.Subscriptions.Where(subscription => subscription.Url.Authority == Receiver.Address.Authority)];

    /// <summary>A profile as the wizard leaves it.</summary>
    public Task<BuildProfile> CreateProfileAsync(
        Repository repository, string token = "full", TriggerSource news = TriggerSource.Webhooks, bool pullRequests = true, string collection = "DefaultCollection", string account = "6c0a")
    {
        var profile = Samples.Profile(repository.Name) with { Repository = repository.ToChoice(), TriggerPullRequest = pullRequests, TriggerSource = news };
        return Services.StoreProfileAsync(Edge.Server("azure", collection), Edge.Token(token), profile, Ct, account);
    }

    /// <summary>Puts another account's token in the place of a connection's.</summary>
    public async Task UseTokenAsync(BuildProfile profile, string token)
    {
        var connection = (await Connections.FindAsync(profile.Workspace, profile.Connection, Ct))!;
        var credential = await Services.GetRequiredService<ICredentialStore>().KeepPendingAsync(Edge.Token(token), connection.Target, Ct);
        Folder.Sql($"UPDATE connections SET credential_id = '{credential.Value}' WHERE id = '{connection.Id}'");
        Folder.Sql($"UPDATE credentials SET pending = 0 WHERE id = '{credential.Value}'");
    }

    /// <summary>Repositories that an account sees, in the order in which the server lists them.</summary>
    public async Task<IReadOnlyList<Repository>> RepositoriesAsync(string project, string collection = "DefaultCollection") =>
        await Edge.Repositories.ListRepositoriesAsync(Edge.Server("azure", collection), Edge.Token("full"), Ct)
            .Select(found => found.Value!).Where(found => project.Length == 0 || found.Project == project).ToListAsync(Ct);

    public async Task<Repository> RepositoryAsync(string project = "Mission Control") => (await RepositoriesAsync(project))[0];

    public Task<IReadOnlyList<Hook>> HooksOfAsync(BuildProfile profile) => Hooks.ListAsync(profile.Connection, Ct);

    public Task<WebhookSummary> SummaryAsync(BuildProfile profile) => Webhooks.FindAsync(profile, Ct);

    /// <summary>Does once what is due.</summary>
    public async Task RunWorkerAsync()
    {
        await Worker.StartProvisioningAsync(Ct);
        await Worker.WaitUntilIdleAsync();
        await Worker.StartHealthChecksAsync(Ct);
        await Worker.WaitUntilIdleAsync();
    }

    private static void Interrupt<T>(IServiceCollection services)
        where T : class
    {
        var real = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider => CrashingProxy<T>.Wrap(
            (T)(real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)),
            provider.GetRequiredService<CrashPoint>()));
    }
}
