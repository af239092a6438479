using Bunit;
using Shouldly;
using Xunit;

namespace ConnectWizard.Components;

[Trait("Kind", "Time")]
public sealed class TimestampTests : BunitContext
{
    private static readonly DateTimeOffset Time = new(2026, 11, 28, 23, 30, 15, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(20, "just now")]
    [InlineData(60, "1 minute ago")]
    [InlineData(4 * 60 + 50, "4 minutes ago")]
    [InlineData(23 * 3600, "23 hours ago")]
    [InlineData(24 * 3600, "2026-11-29 00:30")]
    [InlineData(-60, "2026-11-29 00:30")]
    public void What_is_recent_is_relative_and_the_rest_is_in_the_readers_zone(int age, string shown) =>
        Show(new ReaderTime(At(Time.AddSeconds(age)), Berlin, IsZoneLate: false)).TextContent.ShouldBe(shown);

    [Fact]
    public void The_exact_time_is_always_there()
    {
        var time = Show(new ReaderTime(At(Time.AddMinutes(4)), Berlin, IsZoneLate: false));

        time.GetAttribute("title").ShouldBe("2026-11-29 00:30:15 UTC+01:00");
        time.GetAttribute("datetime").ShouldBe("2026-11-28T23:30:15Z");
    }

    [Fact]
    public void Without_a_zone_it_is_UTC_and_says_so() =>
        Show(new ReaderTime(At(Time.AddDays(2)), Zone: null, IsZoneLate: false)).TextContent.ShouldBe("2026-11-28 23:30 UTC");

    /// <summary>The word stays as room, so that nothing moves.</summary>
    [Fact]
    public void A_zone_that_comes_late_hides_the_word() =>
        Show(new ReaderTime(At(Time.AddDays(2)), Berlin, IsZoneLate: true)).QuerySelector("span.invisible")!.TextContent.ShouldBe(" UTC");

    private static ManualTime At(DateTimeOffset now) => new(now);

    private AngleSharp.Dom.IElement Show(ReaderTime reader) =>
        Render<Timestamp>(parameters => parameters.AddCascadingValue(reader).Add(shown => shown.Time, Time)).Find("time");
}
