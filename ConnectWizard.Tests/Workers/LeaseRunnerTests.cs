using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Workers;

public sealed class LeaseRunnerTests
{
    private readonly ManualTime _time = new();
    private readonly LeaseRunner _runner;

    public LeaseRunnerTests()
    {
        var (leases, lease) = (Substitute.For<ILeases>(), Substitute.For<ILease>());
        lease.RenewAsync(default, default).ReturnsForAnyArgs(true);
        leases.TryTakeAsync("", default, default).ReturnsForAnyArgs(lease);
        _runner = new LeaseRunner(leases, _time, NullLogger<LeaseRunner>.Instance);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_that_never_ends_is_ended()
    {
        var running = RunAsync("poll:one");
        _time.Advance(LeaseRunner.WorkTimeout - TimeSpan.FromSeconds(1));
        running.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<TimeoutException>(() => running);
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

    private Task<bool> RunAsync(string name) => _runner.TryRunAsync(name, TimeSpan.Zero, cancellation => Task.Delay(Timeout.Infinite, cancellation), Ct);
}
