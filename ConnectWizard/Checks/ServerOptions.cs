using System.Globalization;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Checks;

/// <summary>Which Azure DevOps Server is accepted: the section <c>AzureDevOps:Server</c>.</summary>
public sealed class ServerOptions
{
    public const string Section = "AzureDevOps:Server";

    /// <summary>The year of the lowest accepted release. Text, so that a value that is no year is reported with all other errors.</summary>
    public string MinimumVersion { get; set; } = "2020";

    /// <summary><see cref="MinimumVersion"/> as a number, once it has been validated.</summary>
    public int MinimumYear => int.Parse(MinimumVersion, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>Finds every error of the section.</summary>
internal sealed class ValidateServerOptions : IValidateOptions<ServerOptions>
{
    /// <summary>The first release after Team Foundation Server.</summary>
    private const int FirstYear = 2019;

    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        string[] errors = int.TryParse(options.MinimumVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and < 2100
            ? []
            : [$"{ServerOptions.Section}:MinimumVersion: '{options.MinimumVersion}' is not the year of an Azure DevOps Server, {FirstYear} or later."];
        return errors.ToResult();
    }
}
