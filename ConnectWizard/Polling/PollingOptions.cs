using System.Globalization;
using ConnectWizard.Components;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Polling;

/// <summary>How often repositories are polled: keys of the section <c>Webhooks</c>.</summary>
public sealed class PollingOptions
{
    public const string Section = "Webhooks";

    /// <summary>For profiles that poll: ten seconds to a day.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>For profiles with webhooks, to find what no delivery reported: a minute to a day.</summary>
    public TimeSpan LookInterval { get; set; } = TimeSpan.FromMinutes(15);
}

internal sealed class ValidatePollingOptions : IValidateOptions<PollingOptions>
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, PollingOptions options) => Faults(options).ToList().ToResult();

    private static IEnumerable<string> Faults(PollingOptions options)
    {
        if (options.PollInterval < TimeSpan.FromSeconds(10) || options.PollInterval > MaxDelay)
            yield return "Webhooks:PollInterval: is not between ten seconds and a day (00:02:00).";
        if (options.LookInterval < TimeSpan.FromMinutes(1) || options.LookInterval > MaxDelay)
            yield return "Webhooks:LookInterval: is not between a minute and a day (00:15:00).";
    }
}

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

public sealed record PollingInterval(TimeSpan Every)
{
    public override string ToString() => PollingText.Of(Every);
}
