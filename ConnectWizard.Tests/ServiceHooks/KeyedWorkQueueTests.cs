using ConnectWizard.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks;

public sealed class KeyedWorkQueueTests : IDisposable
{
    private readonly KeyedWorkQueue _underWay;
    private readonly ConnectionId _one = new(Guid.CreateVersion7());
    private readonly ConnectionId _two = new(Guid.CreateVersion7());
    private int _again;

    public KeyedWorkQueueTests() => _underWay = new KeyedWorkQueue(() => Interlocked.Increment(ref _again), NullLogger.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _underWay.Dispose();

    [Fact]
    public async Task One_that_hangs_does_not_hold_up_another_nor_who_begins_it()
    {
        var hanging = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        _underWay.Begin(_one, _ => hanging.Task, Ct);

        _underWay.Begin(_two, cancellation => Task.Run(done.SetResult, cancellation), Ct);

        await done.Task.WaitAsync(Ct);
        var idle = _underWay.WaitUntilIdleAsync();
        idle.IsCompleted.ShouldBeFalse();
        hanging.SetResult();
        await idle;
        _again.ShouldBe(0);
    }

    [Fact]
    public async Task What_comes_up_about_one_that_is_under_way_is_asked_for_once_at_its_end()
    {
        var hanging = new TaskCompletionSource();
        var others = 0;
        _underWay.Begin(_one, _ => hanging.Task, Ct);
        _underWay.Begin(_one, _ => Task.FromResult(others++), Ct);
        _underWay.Begin(_one, _ => Task.FromResult(others++), Ct);
        _again.ShouldBe(0);

        hanging.SetResult();
        await _underWay.WaitUntilIdleAsync();

        (_again, others).ShouldBe((1, 0));
        _underWay.Begin(_one, _ => Task.FromResult(others++), Ct);
        await _underWay.WaitUntilIdleAsync();
        (_again, others).ShouldBe((1, 1));
    }

    [Fact]
    public async Task One_that_fails_ends_nothing_else()
    {
        _underWay.Begin(_one, _ => throw new InvalidOperationException("A bug."), Ct);
        await _underWay.WaitUntilIdleAsync();
        var done = false;

        _underWay.Begin(_one, _ => Task.FromResult(done = true), Ct);
        await _underWay.WaitUntilIdleAsync();

        done.ShouldBeTrue();
    }

    [Fact]
    public async Task The_end_of_the_process_ends_what_runs_and_what_waits_for_a_place()
    {
        using var process = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        for (var i = 0; i < 40; i++)
            _underWay.Begin(new ConnectionId(Guid.CreateVersion7()), cancellation => Task.Delay(Timeout.Infinite, cancellation), process.Token);

        await process.CancelAsync();

        await _underWay.WaitUntilIdleAsync().WaitAsync(Ct);
    }
}
