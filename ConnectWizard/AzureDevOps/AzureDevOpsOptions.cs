using System.Globalization;

namespace ConnectWizard.AzureDevOps;

/// <summary>Which Azure DevOps we talk to: the configuration section <c>AzureDevOps</c>.</summary>
public sealed class AzureDevOpsOptions
{
    public const string Section = "AzureDevOps";

    public ServerOptions Server { get; set; } = new();

    public CloudOptions Cloud { get; set; } = new();
}

/// <summary>Azure DevOps Server: the section <c>AzureDevOps:Server</c>.</summary>
public sealed class ServerOptions
{
    /// <summary>The year of the lowest accepted release. Text, so that a value that is no year is reported with all other faults.</summary>
    public string MinimumVersion { get; set; } = "2020";

    /// <summary><see cref="MinimumVersion"/> as a number, once it has been validated.</summary>
    public int MinimumYear => int.Parse(MinimumVersion, NumberStyles.None, CultureInfo.InvariantCulture);
}
