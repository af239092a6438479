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
