using System.Collections.Concurrent;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>A delivery as a build system gets it.</summary>
internal sealed record Taken(string Id, string Timestamp, string Signature, string KeyId, string ContentType, byte[] Body);

/// <summary>The queue over a real store and a real build system that answers what the test says, with a clock that the test moves.</summary>
internal sealed class DispatchFixture : IAsyncDisposable, IPublicEndpoint
{
    public const string Secret = "a key of many words, thirty-two or more characters long";

    private readonly StoreFolder _folder = new();
    private readonly ServiceProvider _network = EdgeServices.Build([]);
    private LoopbackServer _server = null!;
    private TestStore _store = null!;

    public ManualTime Time { get; } = new();

    public CollectedLogs Logs { get; } = new();

    public ConcurrentQueue<Taken> Taken { get; } = new();

    /// <summary>What the build system answers next; then 202.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public string? RetryAfter { get; set; }

    public BuildProfile Profile { get; private set; } = null!;

    public Uri Current => new("https://connect.example/");

    public Task UntilListeningAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IBuildStore Builds => _store.Services.GetRequiredService<IBuildStore>();

    public IGitTokenStore Tokens => _store.Services.GetRequiredService<IGitTokenStore>();

    public BuildDispatcher Queue { get; private set; } = null!;

    public static async Task<DispatchFixture> StartAsync(CancellationToken ct)
    {
        var bench = new DispatchFixture();
        bench._server = await LoopbackServer.StartAsync(bench.TakeAsync);
        await bench.OpenStoreAsync(ct);
        bench.Profile = await Samples.FinishAsync(bench._store, ct);
        return bench;
    }

    /// <summary>Ends the process, so to say, and starts another one.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        await _store.DisposeAsync();
        await OpenStoreAsync(ct);
    }

    public Task<BuildRequest?> RequestAsync(string key, CancellationToken ct) => Builds.RequestAsync(
        Profile.Id,
        new BuildTrigger { Key = key, Cause = BuildCause.Push, Ref = "refs/heads/main", Commit = new string('1', 40), Author = "Ada", Title = "Größe <b>" },
        ct);

    /// <summary>Moves the clock and sends what is due then.</summary>
    public Task LaterAsync(TimeSpan by, CancellationToken ct)
    {
        Time.Advance(by);
        return Queue.SendDueAsync(ct);
    }

    /// <summary>Ends when the build system has taken something.</summary>
    public async Task UntilTakenAsync(CancellationToken ct)
    {
        while (Taken.IsEmpty)
            await Task.Delay(10, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _server.DisposeAsync();
        await _network.DisposeAsync();
        _folder.Dispose();
        Logs.Dispose();
    }

    private async Task OpenStoreAsync(CancellationToken ct)
    {
        _store = await TestStore.StartAsync(_folder, ct, Time);
        var options = Options.Create(new BuildsOptions { Url = $"http://localhost:{_server.Port}/run?team=7", Secret = Secret, KeyId = "blue" });
        var http = _network.GetRequiredKeyedService<OutboundHttp>(OutboundHttp.Configured);
        var attempt = new DispatchAttempt(new BuildSystem(http, options, Time), Tokens, this, Time);
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(Logs));
        Queue = new BuildDispatcher(Builds, _store.Profiles, attempt, new ProfileSignals(), Time, logging.CreateLogger<BuildDispatcher>());
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        Taken.Enqueue(new Taken(
            headers["Idempotency-Key"]!, headers[BuildSignature.TimestampHeader]!, headers[BuildSignature.Header]!, headers[BuildSignature.KeyIdHeader]!, context.Request.ContentType!, body.ToArray()));
        context.Response.StatusCode = Answers.TryDequeue(out var status) ? status : 202;
        if (RetryAfter is not null)
            context.Response.Headers.RetryAfter = RetryAfter;
    }
}
