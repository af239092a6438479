using ConnectWizard.Connections;
using ConnectWizard.Workers;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

public sealed class DispatchWorkerTests : IAsyncLifetime, IPublicEndpoint
{
    private readonly TaskCompletionSource _listening = new();
    private DispatchFixture _bench = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    Uri IPublicEndpoint.Current => _bench.Current;

    Task IPublicEndpoint.UntilListeningAsync(CancellationToken cancellationToken) => _listening.Task.WaitAsync(cancellationToken);

    public async ValueTask InitializeAsync() => _bench = await DispatchFixture.StartAsync(Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_was_queued_before_the_start_is_sent_when_its_clone_address_answers()
    {
        await _bench.RequestAsync("before", Ct);
        var loop = new WorkerLoop<BuildDispatcher>(_bench.Time);
        using var worker = new DispatchWorker(_bench.Queue, loop, this, NullLogger<DispatchWorker>.Instance);
        await worker.StartAsync(Ct);
        worker.ExecuteTask!.IsCompleted.ShouldBeFalse();
        _bench.Taken.ShouldBeEmpty();

        _listening.SetResult();

        await _bench.UntilTakenAsync(Ct);
        await worker.StopAsync(Ct);
        _bench.Taken.ShouldHaveSingleItem();
    }
}
