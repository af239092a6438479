using AzureDevOpsEmulator;
using ConnectWizard.Accounts;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ConnectWizard.Demo;

/// <summary>The demo in this process, on a store and a folder that outlive it, once its samples are set up.</summary>
internal sealed class SeededDemo : IAsyncDisposable
{
    private readonly RunningApp _app;

    private SeededDemo(RunningApp app) => _app = app;

    public EmulatedWorld World => Get<AzureDevOpsEmulator.Emulator>().World;

    public IReadOnlyList<EmulatedToken> Tokens => Get<AzureDevOpsEmulator.Emulator>().Tokens;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Actor Actor => new(Samples.Owner, BrowserOwner.Workspace);

    /// <param name="store">The store.</param>
    /// <param name="folder">The demo's folder.</param>
    /// <param name="seed"><c>Demo:Seed</c>.</param>
    public static async Task<SeededDemo> StartAsync(StoreFolder store, string folder, bool seed = true)
    {
        (string, string)[] demo = [("Demo:Enabled", "true"), ("Demo:DataFolder", folder), ("Demo:Seed", seed ? "true" : "false")];
        var app = await RunningApp.StartAsync(
            Cancellation,
            [.. demo, .. store.Settings().Select(setting => (setting.Key, setting.Value!))],
            builder => builder.Environment.EnvironmentName = Environments.Development);
        await app.Services.GetRequiredService<DemoSeed>().ExecuteTask!.WaitAsync(Cancellation);
        return new SeededDemo(app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<IReadOnlyList<Connection>> ListConnectionsAsync() => Get<ConnectionService>().ListAsync(Actor, Cancellation);

    public async Task<Connection> FindConnectionAsync(string name) => (await ListConnectionsAsync()).Single(connection => connection.Name == name);

    public Task<IReadOnlyList<BuildProfile>> ListProfilesAsync() => Get<ProfileService>().ListAsync(Actor, Cancellation);

    public async Task<BuildProfile> FindProfileAsync(string name) => (await ListProfilesAsync()).Single(profile => profile.Name == name);

    public Task<WebhookSummary> ReadWebhooksAsync(BuildProfile profile) => Get<IProfileWebhooks>().FindAsync(Actor, profile, Cancellation);

    public Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(BuildProfile profile) => Get<IBuilds>().ListEventsAsync(Actor, profile.Id, 100, Cancellation);

    public Task<IReadOnlyList<BuildRequest>> ListBuildsAsync(BuildProfile profile) => Get<IBuilds>().ListAsync(Actor, profile.Id, 100, Cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
