namespace ConnectWizard.Access;

/// <summary>What is reported about who comes in.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(
        1,
        LogLevel.Warning,
        "ACCESS:ALLOWANONYMOUS IS TRUE. {Address} can be reached from other machines, and whoever reaches it can use and delete every connection "
        + "without signing in")]
    public static partial void EverybodyIsLetIn(ILogger logger, string address);

    [LoggerMessage(2, LogLevel.Warning, "Refused a request: {Reason} ({Method} {Path})")]
    public static partial void Refused(ILogger logger, string reason, string method, string path);
}
