using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>The build system. Without a <see cref="SignedWebhookOptions.Url"/>, requests wait.</summary>
public sealed class BuildsOptions : SignedWebhookOptions
{
    public const string Section = "Builds";

    /// <summary>How many fetches through the Git proxy run at once on a node, 1 to 1,000.</summary>
    public int MaxFetches { get; set; } = 32;
}

internal sealed class ValidateBuildsOptions : IValidateOptions<BuildsOptions>
{
    private const int MaxFetches = 1000;

    public ValidateOptionsResult Validate(string? name, BuildsOptions options) => Faults(options).ToList().ToResult();

    private static IEnumerable<string> Faults(BuildsOptions options)
    {
        foreach (var fault in options.FindFaults(BuildsOptions.Section))
            yield return fault;
        if (options.MaxFetches is < 1 or > MaxFetches)
            yield return "Builds:MaxFetches: is not between 1 and 1000 (32).";
    }
}
