using Shouldly;
using Xunit;

namespace ConnectWizard.Workers;

public sealed class BackOffTests
{
    private readonly BackOff _backOff = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(7, 1920)]
    [InlineData(8, 3600)]
    [InlineData(int.MaxValue, 3600)]
    public void The_wait_doubles_up_to_the_longest_with_a_quarter_of_jitter(int failures, int seconds)
    {
        _backOff.After(failures, null, 0).ShouldBe(TimeSpan.FromSeconds(seconds));
        _backOff.After(failures, null, 1).ShouldBe(TimeSpan.FromSeconds(seconds) * 0.75);
        _backOff.After(failures).ShouldBeInRange(TimeSpan.FromSeconds(seconds) * 0.75, TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(10, 30)]
    [InlineData(7200, 7200)]
    public void What_the_other_side_asks_for_is_waited_in_full(int asked, int seconds) =>
        _backOff.After(1, TimeSpan.FromSeconds(asked), 0).ShouldBe(TimeSpan.FromSeconds(seconds));
}
