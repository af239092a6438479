using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Samples = ConnectWizard.Storage.Samples;

namespace ConnectWizard;

/// <summary>The real product with the emulator as its Azure DevOps, reached under its realistic names.</summary>
internal sealed class EmulatedApp : IAsyncDisposable
{
    private readonly RunningApp _app;
    private readonly EdgeFixture _edge;

    private EmulatedApp(RunningApp app, EdgeFixture edge, CollectedLogs logs) => (_app, _edge, Logs) = (app, edge, logs);

    public CollectedLogs Logs { get; }

    public HttpClient Client => _app.Client;

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<EmulatedApp> StartAsync(EdgeFixture edge, CancellationToken ct, params (string Key, string Value)[] settings)
    {
        var logs = new CollectedLogs();
        var app = await RunningApp.StartAsync(ct, [.. edge.Settings, .. settings], builder => builder.Logging.AddProvider(logs));
        return new EmulatedApp(app, edge, logs);
    }

    /// <summary>A profile on a repository of the emulator's, as the wizard would have stored it.</summary>
    public async Task<BuildProfile> CreateProfileAsync(string project, string repository, TriggerSource news, CancellationToken ct)
    {
        var found = await _edge.Repositories.FindRepositoryAsync(_edge.Server("azure"), _edge.Token("full"), project, repository, ct);
        return await CreateProfileAsync(found.Value!.ToChoice(), news, ct);
    }

    /// <summary>A profile on a repository as it was called when it was chosen.</summary>
    public Task<BuildProfile> CreateProfileAsync(RepositoryChoice repository, TriggerSource news, CancellationToken ct)
    {
        var profile = Samples.Profile() with { Repository = repository, Branch = "main", TriggerPullRequest = true, TriggerSource = news };
        return _app.Services.StoreProfileAsync(_edge.Server("azure"), _edge.Token("full"), profile, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Logs.Dispose();
    }
}
