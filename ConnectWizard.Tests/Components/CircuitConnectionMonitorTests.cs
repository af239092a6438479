using Shouldly;
using Xunit;

namespace ConnectWizard.Components;

public sealed class CircuitConnectionMonitorTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<bool> _told = [];
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CircuitConnectionMonitor _presence;

    public CircuitConnectionMonitorTests()
    {
        _presence = new CircuitConnectionMonitor(_time);
        _presence.OnChanged(isThere =>
        {
            _told.Add(isThere);
            _left.TrySetResult();
            return Task.CompletedTask;
        });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _presence.Dispose();

    [Fact]
    public async Task Who_does_not_come_back_within_three_seconds_is_gone_and_may_return()
    {
        await _presence.OnConnectionDownAsync(null!, Cancellation);
        _time.Advance(CircuitConnectionMonitor.WaitTimeout);
        await _left.Task.WaitAsync(Cancellation);
        _told.ShouldBe([false]);

        await _presence.OnConnectionUpAsync(null!, Cancellation);
        _told.ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_network_that_stutters_ends_nothing()
    {
        await _presence.OnConnectionUpAsync(null!, Cancellation);
        await _presence.OnConnectionDownAsync(null!, Cancellation);
        _time.Advance(CircuitConnectionMonitor.WaitTimeout / 2);
        await _presence.OnConnectionUpAsync(null!, Cancellation);
        _time.Advance(CircuitConnectionMonitor.WaitTimeout * 2);
        _told.ShouldBeEmpty();
    }
}
