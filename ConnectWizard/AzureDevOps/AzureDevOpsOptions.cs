namespace ConnectWizard.AzureDevOps;

/// <summary>Which Azure DevOps we talk to: the configuration section <c>AzureDevOps</c>.</summary>
public sealed class AzureDevOpsOptions
{
    public const string Section = "AzureDevOps";

    public CloudOptions Cloud { get; set; } = new();
}
