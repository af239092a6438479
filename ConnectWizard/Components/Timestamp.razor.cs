using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Components;

/// <summary>A time as its reader thinks of it: "4 minutes ago" where it is recent, otherwise in the reader's zone; exact as tooltip.</summary>
public sealed partial class Timestamp
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    [Parameter]
    [EditorRequired]
    public DateTimeOffset Time { get; set; }

    /// <summary>For lists in which things follow each other within seconds.</summary>
    [Parameter]
    public bool HasSeconds { get; set; }

    [CascadingParameter]
    public ReaderTime? Reader { get; set; }

    private string Iso => Time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", Culture);

    private DateTimeOffset Local => TimeZoneInfo.ConvertTime(Time, Reader?.Zone ?? TimeZoneInfo.Utc);

    private string Exact => Local.ToString("yyyy-MM-dd HH:mm:ss", Culture) + (Reader?.Zone is null ? " UTC" : Local.ToString(" 'UTC'zzz", Culture));

    private string? Relative => Age switch
    {
        null or { Ticks: < 0 } or { TotalHours: >= 24 } => null,
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => Ago((int)age.TotalMinutes, "minute"),
        { } age => Ago((int)age.TotalHours, "hour"),
    };

    private TimeSpan? Age => Reader is { Now.Ticks: > 0 } ? Reader.Now - Time : null;

    private string Shown => Relative ?? Local.ToString(HasSeconds ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm", Culture);

    private bool ShowsUtc => Relative is null && (Reader?.Zone is null || Reader.IsZoneLate);

    private static string Ago(int count, string unit) => count == 1 ? $"1 {unit} ago" : $"{count} {unit}s ago";
}
