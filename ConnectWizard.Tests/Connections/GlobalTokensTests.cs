using System.Globalization;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

[Trait("Kind", "Time")]
public sealed class GlobalTokensTests
{
    [Theory]
    [InlineData("2026-11-21T12:00:00Z", "stop working on 1 December 2026, in 10 days")]
    [InlineData("2026-11-25T12:00:00Z", "stop working on 1 December 2026, in 6 days")]
    [InlineData("2026-11-30T12:00:00Z", "within a day")]
    [InlineData("2026-12-01T00:00:00Z", "no longer work since 1 December 2026")]
    [InlineData("2027-03-01T00:00:00Z", "no longer work since 1 December 2026")]
    public void The_day_decides_the_words(string now, string words) =>
        GlobalTokens.NoteAt(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)).ShouldContain(words);
}
