using System.Globalization;
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
        var routes = edge.Emulator.Endpoints.Select((endpoint, index) => (
            string.Create(CultureInfo.InvariantCulture, $"Network:ConnectTo:{index}"),
            $"{endpoint.Host}:{endpoint.Port}:{endpoint.Target.Address}:{endpoint.Target.Port}"));
        var app = await RunningApp.StartAsync(
            ct, [.. routes, ("Network:TrustedCertificates:0", edge.Emulator.CertificateAuthorityFile), .. settings], builder => builder.Logging.AddProvider(logs));
        return new EmulatedApp(app, edge, logs);
    }

    /// <summary>A profile on a repository of the emulator's, as the wizard would have stored it.</summary>
    public async Task<BuildProfile> CreateProfileAsync(string project, string repository, NewsSource news, CancellationToken ct)
    {
        var (target, token) = (_edge.Server("azure"), _edge.Token("full"));
        var found = (await _edge.Gateway.FindRepositoryAsync(target, token, project, repository, ct)).Value!;
        return await CreateProfileAsync(new RepositoryChoice(found.Id, found.Name, found.ProjectId, found.Project, found.DefaultBranch), news, ct);
    }

    /// <summary>A profile on a repository as it was called when it was chosen.</summary>
    public async Task<BuildProfile> CreateProfileAsync(RepositoryChoice repository, NewsSource news, CancellationToken ct)
    {
        var (target, token) = (_edge.Server("azure"), _edge.Token("full"));
        var drafts = Get<IDraftStore>();
        var draft = await drafts.CreateAsync(Samples.Owner, ProviderKind.Server, ct);
        var credential = await Get<ICredentialStore>().KeepPendingAsync(token, target, ct);
        await drafts.UpdateAsync(draft.Id, Samples.Owner, it => it with { Target = target, Credential = credential, Facts = Samples.Facts() }, ct);
        var profile = Samples.Profile() with
        {
            Repository = repository,
            Branch = "main",
            TriggerPullRequest = true,
            News = news,
        };
        return (await Get<IProfileStore>().CreateAsync(draft.Id, Samples.Owner, profile, Samples.Connection(credential, target: target), ct)).Value!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Logs.Dispose();
    }
}
