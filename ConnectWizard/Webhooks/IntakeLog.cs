using ConnectWizard.Connections;

namespace ConnectWizard.Webhooks;

/// <summary>What is reported of what comes in. No secret, and nothing that a sender wrote.</summary>
internal static partial class IntakeLog
{
    [LoggerMessage(7101, LogLevel.Information, "A delivery for a hook that there is not; Azure DevOps is told to stop")]
    public static partial void UnknownHook(ILogger logger);

    [LoggerMessage(7102, LogLevel.Warning, "A delivery for hook {Hook} was refused: its secret is {How}")]
    public static partial void WrongSecret(ILogger logger, HookId hook, string how);

    [LoggerMessage(7103, LogLevel.Warning, "A delivery for hook {Hook} was not kept: {Status}, {Reason}")]
    public static partial void NotKept(ILogger logger, HookId hook, int status, string reason);

    [LoggerMessage(7104, LogLevel.Error, "Deliveries could not be stored; Azure DevOps is told to send them again")]
    public static partial void StoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(7105, LogLevel.Error, "Deliveries could not be processed; it goes on in a moment")]
    public static partial void ProcessingFailed(ILogger logger, Exception exception);

    [LoggerMessage(7106, LogLevel.Warning, "The refs of a repository of connection {Connection} could not be looked at: {Problem}; next try after {Wait}")]
    public static partial void LookFailed(ILogger logger, ConnectionId connection, ProblemCode problem, TimeSpan wait);

    [LoggerMessage(7107, LogLevel.Error, "Looking at refs failed; it goes on at its next turn")]
    public static partial void LookingFailed(ILogger logger, Exception exception);

    [LoggerMessage(7108, LogLevel.Information, "A look at the refs of connection {Connection} found what no delivery had told")]
    public static partial void FoundByLooking(ILogger logger, ConnectionId connection);
}
