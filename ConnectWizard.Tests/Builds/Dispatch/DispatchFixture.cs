using System.Collections.Concurrent;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>A build request as the build system receives it.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, string ContentType, byte[] Body);

/// <summary>The dispatcher with a real store, a build system that answers as the test says, and a clock that the test moves.</summary>
internal sealed class DispatchFixture : IAsyncDisposable, IPublicEndpoint
{
    public const string Secret = "a key of many words, thirty-two or more characters long";

    /// <summary>The secret before, as during a change; none where empty.</summary>
    public string FormerSecret { get; init; } = "";

    private readonly StoreFolder _folder = new();
    private readonly ServiceProvider _network = EdgeServices.Build([]);
    private LoopbackServer _server = null!;
    private TestStore _store = null!;

    public ManualTime Time { get; } = new();

    public CollectedLogs Logs { get; } = new();

    public ConcurrentQueue<Received> Received { get; } = new();

    /// <summary>What the build system answers next; then 202.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public string? RetryAfter { get; set; }

    public BuildProfile Profile { get; private set; } = null!;

    public Uri Current => new("https://connect.example/");

    /// <summary>Set once the product listens.</summary>
    public TaskCompletionSource Listening { get; } = new();

    public Task UntilListeningAsync(CancellationToken cancellationToken) => Listening.Task.WaitAsync(cancellationToken);

    public IBuildStore Builds => _store.Services.GetRequiredService<IBuildStore>();

    public IGitTokenStore Tokens => _store.Services.GetRequiredService<IGitTokenStore>();

    public BuildDispatcher Dispatcher { get; private set; } = null!;

    /// <param name="ct">Ends the start.</param>
    /// <param name="formerSecret">As during a change of the secret.</param>
    public static async Task<DispatchFixture> StartAsync(CancellationToken ct, string formerSecret = "")
    {
        var fixture = new DispatchFixture { FormerSecret = formerSecret };
        fixture._server = await LoopbackServer.StartAsync(fixture.ReceiveAsync);
        await fixture.OpenStoreAsync(ct);
        fixture.Profile = await Samples.FinishAsync(fixture._store, ct);
        return fixture;
    }

    /// <summary>Ends the process, so to say, and starts another one.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        Dispatcher.Dispose();
        await _store.DisposeAsync();
        await OpenStoreAsync(ct);
    }

    public Task<BuildRequest?> RequestAsync(string key, CancellationToken ct) => Builds.AddAsync(Samples.Build(Profile, key, Time.GetUtcNow()), ct);

    /// <summary>Moves the clock and sends what is due then.</summary>
    public Task LaterAsync(TimeSpan by, CancellationToken ct)
    {
        Time.Advance(by);
        return Dispatcher.SendDueAsync(ct);
    }

    /// <summary>Ends when the build system has received something.</summary>
    public async Task UntilReceivedAsync(CancellationToken ct)
    {
        while (Received.IsEmpty)
            await Task.Delay(10, ct);
    }

    public async ValueTask DisposeAsync()
    {
        Dispatcher.Dispose();
        await _store.DisposeAsync();
        await _server.DisposeAsync();
        await _network.DisposeAsync();
        _folder.Dispose();
        Logs.Dispose();
    }

    private async Task OpenStoreAsync(CancellationToken ct)
    {
        _store = await TestStore.StartAsync(_folder, ct, Time);
        var options = Options.Create(new BuildsOptions { Url = $"http://localhost:{_server.Port}/run?team=7", Secret = Secret, FormerSecret = FormerSecret });
        var http = _network.GetRequiredKeyedService<OutboundHttp>(OutboundHttp.Configured);
        var buildSystem = new BuildSystem(new SignedWebhookClient(http, Time), options, Tokens, this, Time);
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(Logs));
        Dispatcher = new BuildDispatcher(Builds, _store.Profiles, buildSystem, this, new ProfileSignals(), new WorkerLoop<BuildDispatcher>(Time), logging.CreateLogger<BuildDispatcher>());
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        Received.Enqueue(new Received(
            headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, context.Request.ContentType!, body.ToArray()));
        context.Response.StatusCode = Answers.TryDequeue(out var status) ? status : 202;
        if (RetryAfter is not null)
            context.Response.Headers.RetryAfter = RetryAfter;
    }
}
