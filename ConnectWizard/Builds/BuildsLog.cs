using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;

namespace ConnectWizard.Builds;

/// <summary>No secret, no clone token, nothing that a build system wrote.</summary>
internal static partial class BuildsLog
{
    [LoggerMessage(6001, LogLevel.Information, "Build request {Request}, attempt {Attempt}: {Result}. {Text}")]
    public static partial void Dispatched(ILogger logger, BuildRequestId request, int attempt, DispatchResult result, string text);

    [LoggerMessage(6002, LogLevel.Error, "Dispatching build requests failed; it is tried again in a moment")]
    public static partial void DispatchFailed(ILogger logger, Exception exception);

    [LoggerMessage(6003, LogLevel.Warning, "Git proxy: refused a request for build request {Request}: {Reason}")]
    public static partial void GitRefused(ILogger logger, string request, string reason);

    [LoggerMessage(6004, LogLevel.Warning, "Git proxy: Azure DevOps refused a fetch for build request {Request}: {Problem}")]
    public static partial void GitFailed(ILogger logger, BuildRequestId request, ProblemCode problem);

    [LoggerMessage(6005, LogLevel.Information, "Git proxy: a fetch for build request {Request} ended early")]
    public static partial void GitInterrupted(ILogger logger, BuildRequestId request, Exception exception);

    [LoggerMessage(6006, LogLevel.Warning, "Builds:Url ({Address}) is not encrypted: the tokens that build requests carry can be read on their way")]
    public static partial void Unencrypted(ILogger logger, string address);
}
