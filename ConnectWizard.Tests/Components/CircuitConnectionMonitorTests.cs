using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Components;

public sealed class CircuitConnectionMonitorTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<bool> _changes = [];
    private readonly TaskCompletionSource _notified = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CircuitConnectionMonitor _monitor;

    public CircuitConnectionMonitorTests() => _monitor = new CircuitConnectionMonitor(_time, NullLogger<CircuitConnectionMonitor>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _monitor.Dispose();

    [Fact]
    public async Task Who_does_not_come_back_within_three_seconds_is_gone_and_may_return()
    {
        _monitor.OnChanged(RecordAsync);
        await DisconnectAsync();
        _changes.ShouldBe([false]);

        await _monitor.OnConnectionUpAsync(null!, Cancellation);
        _changes.ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_short_interruption_ends_nothing()
    {
        _monitor.OnChanged(RecordAsync);
        await _monitor.OnConnectionUpAsync(null!, Cancellation);
        await _monitor.OnConnectionDownAsync(null!, Cancellation);
        _time.Advance(CircuitConnectionMonitor.WaitTimeout / 2);
        await _monitor.OnConnectionUpAsync(null!, Cancellation);
        _time.Advance(CircuitConnectionMonitor.WaitTimeout * 2);
        _changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watcher_that_fails_keeps_the_change_from_nobody()
    {
        using var failing = _monitor.OnChanged(_ => throw new InvalidOperationException("a bug"));
        using var canceled = _monitor.OnChanged(_ => Task.FromCanceled(new CancellationToken(canceled: true)));
        _monitor.OnChanged(RecordAsync);

        await DisconnectAsync();
        await _monitor.OnConnectionUpAsync(null!, Cancellation);

        _changes.ShouldBe([false, true]);
    }

    [Fact]
    public async Task Whoever_has_left_is_not_called()
    {
        var watch = _monitor.OnChanged(RecordAsync);
        _monitor.OnChanged(RecordAsync);
        watch.Dispose();

        await DisconnectAsync();

        _changes.ShouldBe([false]);
    }

    private async Task DisconnectAsync()
    {
        await _monitor.OnConnectionDownAsync(null!, Cancellation);
        _time.Advance(CircuitConnectionMonitor.WaitTimeout);
        await _notified.Task.WaitAsync(Cancellation);
    }

    private Task RecordAsync(bool isConnected)
    {
        _changes.Add(isConnected);
        _notified.TrySetResult();
        return Task.CompletedTask;
    }
}
