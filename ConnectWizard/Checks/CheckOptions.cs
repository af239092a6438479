using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Checks;

/// <summary>The check of connections in the background: the section <c>Checks</c>.</summary>
public sealed class CheckOptions
{
    public const string Section = "Checks";

    /// <summary>Between two checks of a connection: an hour to a month; 0 for none.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromDays(1);
}

internal sealed class ValidateCheckOptions : IValidateOptions<CheckOptions>
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(31);

    public ValidateOptionsResult Validate(string? name, CheckOptions options)
    {
        string[] errors = options.Interval == TimeSpan.Zero || (options.Interval >= MinInterval && options.Interval <= MaxInterval)
            ? []
            : [$"{CheckOptions.Section}:Interval: is neither 0 nor between an hour and 31 days (1.00:00:00)."];
        return errors.ToResult();
    }
}
