using ConnectWizard.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Profiles.Builds.HandOver;

public sealed class HandOverWorkerTests : IAsyncLifetime, IOwnAddress
{
    private readonly TaskCompletionSource _listening = new();
    private HandOverBench _bench = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    Uri IOwnAddress.Current => _bench.Current;

    Task IOwnAddress.UntilListeningAsync(CancellationToken cancellationToken) => _listening.Task.WaitAsync(cancellationToken);

    public async ValueTask InitializeAsync() => _bench = await HandOverBench.StartAsync(Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_was_queued_before_the_start_is_sent_when_its_clone_address_answers()
    {
        await _bench.RequestAsync("before", Ct);
        using var wake = new BuildsWake();
        using var worker = new HandOverWorker(_bench.Queue, wake, this, _bench.Time, NullLogger<HandOverWorker>.Instance);
        await worker.StartAsync(Ct);
        worker.ExecuteTask!.IsCompleted.ShouldBeFalse();
        _bench.Taken.ShouldBeEmpty();

        _listening.SetResult();

        await _bench.UntilTakenAsync(Ct);
        await worker.StopAsync(Ct);
        _bench.Taken.ShouldHaveSingleItem();
    }
}
