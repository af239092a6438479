using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

public sealed class CheckOptionsTests
{
    [Theory]
    [InlineData("00:00:00", true)]
    [InlineData("00:59:59", false)]
    [InlineData("01:00:00", true)]
    [InlineData("31.00:00:00", true)]
    [InlineData("32.00:00:00", false)]
    [InlineData("-01:00:00", false)]
    public void The_interval_is_an_hour_to_a_month_or_nothing(string interval, bool isValid) =>
        new ValidateCheckOptions().Validate(null, new CheckOptions { Interval = TimeSpan.Parse(interval, System.Globalization.CultureInfo.InvariantCulture) }).Succeeded.ShouldBe(isValid);
}
