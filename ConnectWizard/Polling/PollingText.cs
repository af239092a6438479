using System.Globalization;
using ConnectWizard.Components;

namespace ConnectWizard.Polling;

/// <summary>An interval as a text after "every": "minute", "90 seconds".</summary>
public static class PollingText
{
    private static readonly TextResource Words = new("ConnectWizard.Polling.PollingText");

    public static string Of(TimeSpan interval)
    {
        var (count, unit) = interval.TotalSeconds % 60 == 0 ? ((int)interval.TotalMinutes, "Minute") : ((int)interval.TotalSeconds, "Second");
        return Words.Fill(count == 1 ? unit : $"{unit}s", _ => count.ToString(CultureInfo.CurrentCulture))!;
    }
}

/// <summary>How often a polled repository is polled, as configured.</summary>
public sealed record PollingInterval(TimeSpan Every)
{
    /// <summary>As a text after "every".</summary>
    public override string ToString() => PollingText.Of(Every);
}
