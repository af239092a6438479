using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Workers;

public sealed class LeaseRunnerTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(40);

    private readonly ManualTime _time = new();
    private bool _isStoreAway;
    private readonly LeaseRunner _runner;

    public LeaseRunnerTests()
    {
        var (leases, lease) = (Substitute.For<ILeases>(), Substitute.For<ILease>());
        lease.Left.Returns(Duration);
        lease.RenewAsync(default).ReturnsForAnyArgs(_ => _isStoreAway ? Task.FromException<bool>(Substitute.For<DbException>()) : Task.FromResult(true));
        leases.TryTakeAsync("", default, default).ReturnsForAnyArgs(lease);
        _runner = new LeaseRunner(leases, _time, NullLogger<LeaseRunner>.Instance);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_that_never_ends_is_ended()
    {
        var running = RunAsync("poll:one");
        Pass(LeaseRunner.WorkTimeout - TimeSpan.FromSeconds(1));
        running.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<TimeoutException>(() => running);
    }

    [Fact]
    public async Task Work_ends_before_a_lease_does_that_can_not_be_renewed()
    {
        var running = RunAsync("poll:one");
        Pass(TimeSpan.FromSeconds(60));
        _isStoreAway = true;
        Pass(Duration - TimeSpan.FromSeconds(6));
        running.IsCompleted.ShouldBeFalse();

        Pass(TimeSpan.FromSeconds(1));

        (await running.WaitAsync(TimeSpan.FromMinutes(1), Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_renewal_after_failed_ones_lets_the_work_go_on()
    {
        var running = RunAsync("poll:one");
        _isStoreAway = true;
        Pass(TimeSpan.FromSeconds(25));
        _isStoreAway = false;
        Pass(TimeSpan.FromMinutes(2));

        running.IsCompleted.ShouldBeFalse();
        await _runner.EndAsync("one");
        (await running).ShouldBeFalse();
    }

    [Fact]
    public async Task What_runs_for_one_subject_ends_at_once_and_nothing_else()
    {
        Task<bool>[] ofOne = [RunAsync("poll:one"), RunAsync("hooks:one")];
        var ofTwo = RunAsync("poll:two");

        await _runner.EndAsync("one");

        (await Task.WhenAll(ofOne)).ShouldBe([false, false]);
        ofTwo.IsCompleted.ShouldBeFalse();
        await _runner.EndAsync("two");
        (await ofTwo).ShouldBeFalse();
    }

    /// <summary>Time goes by second by second.</summary>
    private void Pass(TimeSpan by)
    {
        for (var second = TimeSpan.Zero; second < by; second += TimeSpan.FromSeconds(1))
            _time.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<bool> RunAsync(string name) => _runner.TryRunAsync(name, TimeSpan.Zero, cancellation => Task.Delay(Timeout.Infinite, cancellation), Ct);
}
