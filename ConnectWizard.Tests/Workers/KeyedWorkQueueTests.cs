using System.Collections.Concurrent;
using Shouldly;
using Xunit;

namespace ConnectWizard.Workers;

public sealed class KeyedWorkQueueTests : IDisposable
{
    private readonly KeyedWorkQueue<Guid> _queue;
    private readonly Guid _one = Guid.NewGuid();
    private readonly Guid _two = Guid.NewGuid();
    private readonly ConcurrentQueue<Exception> _failures = [];
    private int _again;

    public KeyedWorkQueueTests() => _queue = new(() => Interlocked.Increment(ref _again), (_, failure) => _failures.Enqueue(failure));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task One_that_hangs_does_not_hold_up_another_nor_who_begins_it()
    {
        var hanging = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        _queue.Start(_one, _ => hanging.Task, Ct);

        _queue.Start(_two, cancellation => Task.Run(done.SetResult, cancellation), Ct);

        await done.Task.WaitAsync(Ct);
        var idle = _queue.WaitUntilIdleAsync();
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
        _queue.Start(_one, _ => hanging.Task, Ct);
        _queue.Start(_one, _ => Task.FromResult(others++), Ct);
        _queue.Start(_one, _ => Task.FromResult(others++), Ct);
        _again.ShouldBe(0);

        hanging.SetResult();
        await _queue.WaitUntilIdleAsync();

        (_again, others).ShouldBe((1, 0));
        _queue.Start(_one, _ => Task.FromResult(others++), Ct);
        await _queue.WaitUntilIdleAsync();
        (_again, others).ShouldBe((1, 1));
    }

    [Fact]
    public async Task One_that_fails_ends_nothing_else()
    {
        _queue.Start(_one, _ => throw new InvalidOperationException("A bug."), Ct);
        await _queue.WaitUntilIdleAsync();
        var done = false;

        _queue.Start(_one, _ => Task.FromResult(done = true), Ct);
        await _queue.WaitUntilIdleAsync();

        done.ShouldBeTrue();
        _failures.ShouldHaveSingleItem().Message.ShouldBe("A bug.");
    }

    [Fact]
    public async Task The_end_of_the_process_ends_what_runs_and_what_waits_for_a_place()
    {
        using var process = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        for (var i = 0; i < 40; i++)
            _queue.Start(Guid.NewGuid(), cancellation => Task.Delay(Timeout.Infinite, cancellation), process.Token);

        await process.CancelAsync();

        await _queue.WaitUntilIdleAsync().WaitAsync(Ct);
    }
}
