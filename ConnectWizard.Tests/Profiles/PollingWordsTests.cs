using Shouldly;
using Xunit;

namespace ConnectWizard.Profiles;

public sealed class PollingWordsTests
{
    [Theory]
    [InlineData(1, "second")]
    [InlineData(90, "90 seconds")]
    [InlineData(60, "minute")]
    [InlineData(300, "5 minutes")]
    public void An_interval_reads_well_behind_every(int seconds, string words) => PollingWords.Of(TimeSpan.FromSeconds(seconds)).ShouldBe(words);
}
