using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Shouldly;
using Xunit;
using Calendar = Ical.Net.Calendar;

namespace ConnectWizard.Dashboard;

[Trait("Kind", "Time")]
public sealed class ExpiryCalendarTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly CredentialExpiry Expiry = CredentialExpiry.OfDay(new DateOnly(2026, 12, 11));

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public void It_is_an_event_of_the_last_day_with_three_reminders(string? zone)
    {
        var file = Write("Werk 1", zone);

        var read = Calendar.Load(file)!.Events.ShouldHaveSingleItem();
        (read.IsAllDay, read.Start!.Date, read.Summary).ShouldBe((true, new DateOnly(2026, 12, 11), "Token of “Werk 1” ends"));
        file.ShouldContain("DTSTART;VALUE=DATE:20261211");
        foreach (var trigger in (string[])["-P14D", "-P7D", "-P1D"])
            file.ShouldContain($"TRIGGER:{trigger}");
        read.Description!.ShouldContain(Samples.Target.Address.DisplayUrl);
    }

    [Theory]
    [InlineData("a;b,c\\d:e\"f")]
    [InlineData("END:VEVENT")]
    [InlineData("Größe 東京 <b> größe größe größe größe größe größe größe größe größe")]
    public void A_name_is_text_whatever_it_says(string name)
    {
        var file = Write(name, null);

        Calendar.Load(file)!.Events.ShouldHaveSingleItem().Summary.ShouldBe($"Token of “{name}” ends");
        file.Split("\r\n").ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75);
        file.Split("\r\n").Count(line => line == "END:VEVENT").ShouldBe(1);
    }

    [Fact]
    public void A_later_file_has_a_higher_number_so_that_calendars_take_it() =>
        NumberOf(Now.AddMinutes(1)).ShouldBeGreaterThan(NumberOf(Now));

    private int NumberOf(DateTimeOffset at) =>
        Calendar.Load(ExpiryCalendar.Write(Samples.Connection(CredentialId.New()), Expiry, at, zone: null, _services.GetRequiredService<IStringLocalizer<ExpiryFact>>()))!.Events.ShouldHaveSingleItem().Sequence;

    private string Write(string name, string? zone) => ExpiryCalendar.Write(
        Samples.Connection(CredentialId.New(), name), Expiry, Now, zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone), _services.GetRequiredService<IStringLocalizer<ExpiryFact>>());
}
