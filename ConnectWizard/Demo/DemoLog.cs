namespace ConnectWizard.Demo;

internal static partial class DemoLog
{
    [LoggerMessage(1, LogLevel.Information, "Demo: everything talks to an emulated Azure DevOps, which describes itself at {Url}")]
    public static partial void Started(ILogger logger, Uri url);
}
