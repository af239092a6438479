using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

[Trait("Kind", "Time")]
public sealed class CredentialExpiryTests
{
    private static readonly DateOnly Day = new(2026, 12, 11);

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("Europe/Berlin")]
    [InlineData(null)]
    public void A_day_that_was_entered_is_the_same_day_for_every_reader(string? zone) =>
        CredentialExpiry.OfDay(Day).LastDayIn(Find(zone)).ShouldBe(Day);

    [Fact]
    public void A_day_that_was_entered_comes_back_from_milliseconds() =>
        new CredentialExpiry(DateTimeOffset.FromUnixTimeMilliseconds(CredentialExpiry.OfDay(Day).EndsAt.ToUnixTimeMilliseconds()), ExpirySource.Entered).ShouldBe(CredentialExpiry.OfDay(Day));

    [Theory]
    [InlineData("2026-12-11T09:59:00Z", "Pacific/Kiritimati", 0, false)]
    [InlineData("2026-12-11T10:01:00Z", "Pacific/Kiritimati", -1, true)]
    [InlineData("2026-12-12T10:59:00Z", "Pacific/Pago_Pago", 0, false)]
    [InlineData("2026-12-12T11:01:00Z", "Pacific/Pago_Pago", -1, true)]
    [InlineData("2026-12-11T23:59:59Z", null, 0, false)]
    [InlineData("2026-12-12T00:00:00Z", null, -1, true)]
    public void It_works_to_the_end_of_the_readers_day(string now, string? zone, int left, bool hasEnded)
    {
        var (expiry, time) = (CredentialExpiry.OfDay(Day), Time(now));
        (expiry.DaysLeft(time, Find(zone)), expiry.HasEnded(time, Find(zone))).ShouldBe((left, hasEnded));
    }

    [Fact]
    public void A_certificate_ends_at_its_moment_on_the_readers_day()
    {
        var (expiry, zone) = (new CredentialExpiry(Time("2026-12-11T12:00:00Z"), ExpirySource.Certificate), Find("Pacific/Kiritimati"));
        expiry.LastDayIn(zone).ShouldBe(new DateOnly(2026, 12, 12));
        expiry.HasEnded(Time("2026-12-11T11:59:59Z"), zone).ShouldBeFalse();
        expiry.HasEnded(Time("2026-12-11T12:00:00Z"), zone).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-10-12", "Token ends in 60 days (2026-12-11)", false)]
    [InlineData("2026-11-11", "Token ends in 30 days (2026-12-11)", true)]
    [InlineData("2026-12-10", "Token ends in 1 day (2026-12-11)", true)]
    [InlineData("2026-12-11", "Token ends today (2026-12-11)", true)]
    [InlineData("2026-12-12", "Token ended 1 day ago (2026-12-11)", true)]
    [InlineData("2026-12-14", "Token ended 3 days ago (2026-12-11)", true)]
    public void The_end_is_counted_down_and_after(string today, string words, bool isDue)
    {
        var connection = Samples.Connection(CredentialId.New()) with { Expiry = CredentialExpiry.OfDay(Day) };
        var text = ExpiryText.Of(connection, Time($"{today}T12:00:00Z"), zone: null);
        (text.Words, text.IsDue).ShouldBe((words, isDue));
    }

    [Fact]
    public void Without_a_known_end_nothing_is_guessed()
    {
        var text = ExpiryText.Of(Samples.Connection(CredentialId.New()) with { CredentialType = CredentialType.Person }, Time("2026-12-14T12:00:00Z"), zone: null);
        (text.Words, text.IsDue, text.DaysLeft).ShouldBe(("Sign-in: no known end", false, null));
    }

    [Fact]
    public void Each_kind_of_credential_has_a_name() =>
        Enum.GetValues<CredentialType>().Select(ExpiryText.NameOf).ShouldAllBe(name => name.Length > 0);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeZoneInfo? Find(string? zone) => zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone);
}
