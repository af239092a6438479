using System.Text;
using ConnectWizard.Accounts;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>The end of a connection's credential as a file for a calendar: an all-day event on its last day that reminds 14, 7 and 1 days before.</summary>
public static class ExpiryCalendar
{
    public const string FileName = "expiry.ics";

    private const string Pattern = "/connections/{id:guid}/" + FileName;

    private static readonly IReadOnlyList<int> ReminderDays = [14, 7, 1];

    public static string UrlOf(ConnectionId connection) => $"/connections/{connection}/{FileName}";

    public static void MapExpiryCalendar(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Pattern, DownloadAsync);

    /// <summary>It names connection and server, and no secret.</summary>
    internal static string Write(Connection connection, CredentialExpiry expiry, DateTimeOffset now, TimeZoneInfo? zone, IStringLocalizer text)
    {
        var summary = text["Summary", ExpiryText.NameOf(connection.CredentialType), connection.Name].Value;
        var day = new CalDateTime(expiry.LastDayIn(zone));
        var end = new CalendarEvent
        {
            // The same for each file, so that a later one replaces it.
            Uid = $"{connection.Id}-expiry@connectwizard",
            // A calendar may ignore a file whose number isn't higher: minutes are.
            Sequence = (int)(now.ToUnixTimeSeconds() / 60),
            DtStamp = new CalDateTime(now.UtcDateTime),
            Start = day,
            End = day.AddDays(1),
            Summary = summary,
            Description = text["Description", connection.Target.Address.DisplayUrl, connection.Target.Collection].Value,
        };
        foreach (var days in ReminderDays)
            end.Alarms.Add(new Alarm { Action = AlarmAction.Display, Trigger = new Trigger(Duration.FromDays(-days)), Description = summary });
        var calendar = new Calendar { ProductId = "-//ConnectWizard//EN" };
        calendar.Events.Add(end);
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(
        Guid id, HttpContext context, ConnectionService connections, TimeProvider time, IStringLocalizer<ExpiryFact> text)
    {
        var connection = await connections.FindAsync(context.Actor(), new ConnectionId(id), context.RequestAborted);
        if (connection?.Expiry is not { } expiry)
            return TypedResults.NotFound();
        var file = Write(connection, expiry, time.GetUtcNow(), ReaderClock.ZoneOf(context), text);
        return TypedResults.File(Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8", FileName);
    }
}
