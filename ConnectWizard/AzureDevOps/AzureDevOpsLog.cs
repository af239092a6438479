namespace ConnectWizard.AzureDevOps;

/// <summary>Logs addresses without their query, and never a header.</summary>
internal static partial class AzureDevOpsLog
{
    [LoggerMessage(3001, LogLevel.Debug, "{Method} {Host}{Path} answered {Status}, activity {ActivityId}.")]
    public static partial void ResponseReceived(ILogger logger, HttpMethod method, string host, string path, int status, string? activityId);

    [LoggerMessage(3002, LogLevel.Warning, "The list of organizations has {Count} whose names cannot be part of an address; they are not offered.")]
    public static partial void OddOrganizations(ILogger logger, int count);
}
