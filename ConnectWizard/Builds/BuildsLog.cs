using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;

namespace ConnectWizard.Builds;

/// <summary>What is reported of builds. No secret, no clone token, nothing that a build system wrote.</summary>
internal static partial class BuildsLog
{
    [LoggerMessage(6001, LogLevel.Information, "Build request {Request}, attempt {Attempt}: {Verdict}. {Answer}")]
    public static partial void HandedOver(ILogger logger, BuildRequestId request, int attempt, DispatchResult verdict, string answer);

    [LoggerMessage(6002, LogLevel.Error, "Handing build requests over failed; it goes on in a moment")]
    public static partial void DispatchFailed(ILogger logger, Exception exception);

    [LoggerMessage(6003, LogLevel.Warning, "Git proxy: refused a request for build request {Request}: {Reason}")]
    public static partial void GitRefused(ILogger logger, string request, string reason);

    [LoggerMessage(6004, LogLevel.Warning, "Git proxy: Azure DevOps refused a fetch for build request {Request}: {Problem}")]
    public static partial void GitFailed(ILogger logger, BuildRequestId request, ProblemCode problem);

    [LoggerMessage(6005, LogLevel.Information, "Git proxy: a fetch for build request {Request} ended early")]
    public static partial void GitCut(ILogger logger, BuildRequestId request, Exception exception);
}
