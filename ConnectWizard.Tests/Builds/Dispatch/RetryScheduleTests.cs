using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

[Trait("Kind", "Time")]
public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(5, 80)]
    [InlineData(10, 2560)]
    [InlineData(11, 3600)]
    [InlineData(32, 3600)]
    public void Each_wait_is_twice_the_last_up_to_an_hour(int attempts, int seconds)
    {
        RetrySchedule.After(attempts, null, 0).ShouldBe(TimeSpan.FromSeconds(seconds));
        RetrySchedule.After(attempts, null, 1).ShouldBe(TimeSpan.FromSeconds(seconds) * 0.75);
    }

    [Fact]
    public void After_about_a_day_it_is_given_up()
    {
        RetrySchedule.After(RetrySchedule.MaxAttempts, null, 0).ShouldBeNull();
        var all = Enumerable.Range(1, RetrySchedule.MaxAttempts - 1).Aggregate(TimeSpan.Zero, (sum, attempt) => sum + RetrySchedule.After(attempt, null, 0)!.Value);
        all.TotalHours.ShouldBeInRange(22, 26);
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(1, 5)]
    [InlineData(86_400, 3600)]
    [InlineData(-5, 5)]
    public void What_the_build_system_asks_for_is_kept_up_to_an_hour(int asked, int seconds) =>
        RetrySchedule.After(1, TimeSpan.FromSeconds(asked), 0).ShouldBe(TimeSpan.FromSeconds(seconds));
}
