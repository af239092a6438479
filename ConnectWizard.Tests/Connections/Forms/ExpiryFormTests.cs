using Shouldly;
using Xunit;

namespace ConnectWizard.Connections.Forms;

[Trait("Kind", "Time")]
public sealed class ExpiryFormTests
{
    private static readonly DateOnly Today = new(2026, 11, 29);

    [Theory]
    [InlineData("", null)]
    [InlineData("30", "2026-12-29")]
    [InlineData("90", "2027-02-27")]
    [InlineData("45", null)]
    [InlineData("-30", null)]
    [InlineData("forever", null)]
    public void A_usual_lifetime_begins_today(string choice, string? day) =>
        new ExpiryForm { Today = Today, Choice = choice }.ToExpiry().ShouldBe(day is null ? null : CredentialExpiry.OfDay(Parse(day)));

    [Theory]
    [InlineData(null, "Missing")]
    [InlineData("2026-11-28", "Past")]
    [InlineData("2026-11-29", null)]
    [InlineData("2036-11-29", null)]
    [InlineData("2036-11-30", "TooLate")]
    [InlineData("9999-12-31", "TooLate")]
    public void A_day_is_today_or_later_and_no_mistyped_year(string? day, string? fault)
    {
        var form = new ExpiryForm { Today = Today, Choice = ExpiryForm.OnDate, Date = day is null ? null : Parse(day) };
        (form.Fault, form.ValidDay is null, form.ToExpiry() is null).ShouldBe((fault, fault is not null, fault is not null));
    }

    [Theory]
    [InlineData("2026-12-11", null)]
    [InlineData("275760-09-13", "TooLate")]
    [InlineData("", "Missing")]
    public void A_year_of_six_digits_is_too_late(string typed, string? fault)
    {
        var form = new ExpiryForm { Today = Today, Choice = ExpiryForm.OnDate };
        form.TakeText(typed);
        form.Fault.ShouldBe(fault);
    }

    [Fact]
    public void What_is_wrong_is_told_at_the_field()
    {
        var form = new ServerForm { Name = "x", Url = "https://s.example", Collection = "Main", Token = new string('a', 52), Expiry = new ExpiryForm { Today = Today, Choice = ExpiryForm.OnDate } };
        new ServerFormValidator().Validate(form).Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(nameof(ServerForm.Expiry));
    }

    private static DateOnly Parse(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
