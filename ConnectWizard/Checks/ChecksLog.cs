using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

internal static partial class ChecksLog
{
    [LoggerMessage(1, LogLevel.Information, "Checked {Target}: passed in {Milliseconds} ms")]
    public static partial void CheckPassed(ILogger logger, string? target, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "Checked {Target}: failed with {Problem} in {Milliseconds} ms")]
    public static partial void CheckFailed(ILogger logger, string? target, ProblemCode problem, double milliseconds);
}
