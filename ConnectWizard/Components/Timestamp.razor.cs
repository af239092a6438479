using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Components;

/// <summary>A time as its reader thinks of it: "4 minutes ago" where it is recent, otherwise in the reader's zone; exact as tooltip.</summary>
public sealed partial class Timestamp
{
    [Parameter]
    [EditorRequired]
    public DateTimeOffset Time { get; set; }

    /// <summary>For lists in which things follow each other within seconds.</summary>
    [Parameter]
    public bool HasSeconds { get; set; }

    [CascadingParameter]
    public ReaderTime? Reader { get; set; }
}

/// <summary>The parts of a time as it is shown.</summary>
/// <param name="Time">What is shown.</param>
/// <param name="Reader">Who reads it; UTC as long as that is not known.</param>
/// <param name="HasSeconds">Shows seconds where it is not relative.</param>
public sealed record ShownTime(DateTimeOffset Time, ReaderTime? Reader, bool HasSeconds)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public string Iso => Time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", Culture);

    public string Exact => Local.ToString("yyyy-MM-dd HH:mm:ss", Culture) + (Reader?.Zone is null ? " UTC" : Local.ToString(" 'UTC'zzz", Culture));

    public string Text => Relative ?? Local.ToString(HasSeconds ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm", Culture);

    /// <summary>Without the hyphens that are as wide as a figure, which tabular figures bring in Inter.</summary>
    public MarkupString Markup => new(Relative ?? Text.Replace("-", "<span>-</span>", StringComparison.Ordinal));

    public bool HasUtc => Relative is null && (Reader?.Zone is null || Reader.IsZoneLate);

    private DateTimeOffset Local => TimeZoneInfo.ConvertTime(Time, Reader?.Zone ?? TimeZoneInfo.Utc);

    /// <summary>"4 minutes ago" under a day. The script of the shell moves it on in the browser, by the same words.</summary>
    public string? Relative => Age switch
    {
        null or { Ticks: < 0 } or { TotalHours: >= 24 } => null,
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => Ago((int)age.TotalMinutes, "minute"),
        { } age => Ago((int)age.TotalHours, "hour"),
    };

    private TimeSpan? Age => Reader?.Clock.GetUtcNow() - Time;

    private static string Ago(int count, string unit) => count == 1 ? $"1 {unit} ago" : $"{count} {unit}s ago";
}
