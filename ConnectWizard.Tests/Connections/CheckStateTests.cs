using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

public sealed class CheckStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly CheckState Good = new() { Health = ConnectionHealth.Good, HealthSince = Now.AddDays(-9) };

    [Fact]
    public void Three_refusals_in_a_row_pause_the_daily_check()
    {
        var first = Good.After(Daily(ProblemCode.TokenRefused), Now);
        (first.Health, first.LastProblem, first.HealthSince, first.CheckPausedAt).ShouldBe((ConnectionHealth.Failed, ProblemCode.TokenRefused, Now, null));

        var second = first.After(Daily(ProblemCode.TokenExpired), Now.AddDays(1));
        (second.LastProblem, second.HealthSince, second.CheckPausedAt).ShouldBe((ProblemCode.TokenExpired, Now, null));

        second.After(Daily(ProblemCode.TokenExpired), Now.AddDays(2)).CheckPausedAt.ShouldBe(Now.AddDays(2));
    }

    [Fact]
    public void A_check_that_passes_or_a_persons_own_resumes()
    {
        var paused = Good with { Health = ConnectionHealth.Failed, CheckRefusals = 3, CheckPausedAt = Now };
        paused.After(new CheckRecord(ConnectionHealth.Good, null, null), Now).ShouldBe(Good with { HealthSince = Now });

        var again = paused.After(new CheckRecord(ConnectionHealth.Failed, ProblemCode.TokenRefused, null), Now);
        (again.CheckRefusals, again.CheckPausedAt).ShouldBe((1, null));
    }

    [Fact]
    public void A_server_that_does_not_answer_once_is_not_a_broken_connection()
    {
        var first = Good.After(Daily(ProblemCode.Unreachable), Now);
        (first.Health, first.HealthSince, first.CheckOutages).ShouldBe((ConnectionHealth.Good, Good.HealthSince, 1));

        var second = first.After(Daily(ProblemCode.TimedOut), Now.AddHours(1));
        (second.Health, second.LastProblem, second.HealthSince).ShouldBe((ConnectionHealth.Failed, ProblemCode.TimedOut, Now.AddHours(1)));
        second.After(Daily(ProblemCode.TimedOut), Now.AddHours(3)).HealthSince.ShouldBe(Now.AddHours(1));
    }

    [Fact]
    public void An_outage_is_no_refusal_and_hides_none()
    {
        var refused = Good.After(Daily(ProblemCode.TokenRefused), Now).After(Daily(ProblemCode.TokenRefused), Now);
        var away = refused.After(Daily(ProblemCode.Unreachable), Now);
        (away.LastProblem, away.CheckRefusals).ShouldBe((ProblemCode.TokenRefused, 2));
        away.After(Daily(ProblemCode.TokenRefused), Now).CheckPausedAt.ShouldBe(Now);
    }

    [Fact]
    public void Whoever_looks_is_told_at_once() =>
        Good.After(new CheckRecord(ConnectionHealth.Failed, ProblemCode.Unreachable, null), Now).Health.ShouldBe(ConnectionHealth.Failed);

    private static CheckRecord Daily(ProblemCode problem) =>
        new(ConnectionHealth.Failed, problem, null) { Interval = TimeSpan.FromDays(1) };
}
