using Shouldly;
using Xunit;

namespace ConnectWizard.Polling;

[Trait("Kind", "Time")]
public sealed class PollingTextTests
{
    [Theory]
    [InlineData(1, "second")]
    [InlineData(90, "90 seconds")]
    [InlineData(60, "minute")]
    [InlineData(300, "5 minutes")]
    public void An_interval_reads_well_behind_every(int seconds, string words) => PollingText.Of(TimeSpan.FromSeconds(seconds)).ShouldBe(words);
}
