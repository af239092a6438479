using ConnectWizard.Connections;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Polling;

public sealed class PollScheduleTests
{
    private readonly ManualTime _time = new();
    private readonly PollSchedule _schedule;

    public PollScheduleTests() => _schedule = new PollSchedule(new WorkerLoop<RefPoller>(_time), Options.Create(new PollingOptions()), _time);

    [Fact]
    public void A_request_is_forgotten_once_all_profiles_of_its_connection_were_polled()
    {
        var polled = new PolledProfile(Samples.Profile(), _time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(1));
        _schedule.RequestPoll(polled.Profile.Connection);
        _time.Advance(TimeSpan.FromSeconds(1));
        _schedule.SelectDue([polled]).ShouldBe([polled]);
        var again = polled with { PolledAt = _time.GetUtcNow() };

        _schedule.SelectDue([polled, again]).ShouldBe([polled]);
        _schedule.Count.ShouldBe(1);
        _schedule.SelectDue([again]).ShouldBeEmpty();
        _schedule.Count.ShouldBe(0);
    }

    [Fact]
    public void A_pause_is_forgotten_once_it_is_over()
    {
        var polled = new PolledProfile(Samples.Profile(), null);
        var pause = _schedule.Pause(polled.Profile.Connection, new Problem(ProblemCode.ServerError));
        _schedule.SelectDue([polled]).ShouldBeEmpty();
        _schedule.Count.ShouldBe(1);

        _time.Advance(pause);

        _schedule.SelectDue([polled]).ShouldBe([polled]);
        _schedule.Count.ShouldBe(0);
    }

    [Fact]
    public void A_connection_that_is_gone_is_forgotten()
    {
        _schedule.RequestPoll(ConnectionId.New());
        _schedule.Pause(ConnectionId.New(), new Problem(ProblemCode.ServerError));

        _schedule.SelectDue([]).ShouldBeEmpty();

        _schedule.Count.ShouldBe(0);
    }
}
