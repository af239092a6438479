namespace ConnectWizard.ServiceHooks;

/// <summary>By our id of each hook: no address, no secret.</summary>
internal static partial class WebhooksLog
{
    [LoggerMessage(4001, LogLevel.Information, "Hook {Hook} ({EventType}) is now subscription {Subscription}")]
    public static partial void Provisioned(ILogger logger, HookId hook, string eventType, Guid subscription);

    [LoggerMessage(4002, LogLevel.Warning, "Hook {Hook} was not created or repaired: {Problem} ({Detail})")]
    public static partial void NotProvisioned(ILogger logger, HookId hook, string problem, string? detail);

    [LoggerMessage(4003, LogLevel.Warning, "Hook {Hook} had a second subscription {Subscription}, which was deleted")]
    public static partial void DuplicateDeleted(ILogger logger, HookId hook, Guid subscription);

    [LoggerMessage(4004, LogLevel.Warning, "Hook {Hook} has a second subscription {Subscription}, which could not be deleted: {Problem}")]
    public static partial void DuplicateLeft(ILogger logger, HookId hook, Guid subscription, string problem);

    [LoggerMessage(4005, LogLevel.Warning, "The test of hook {Hook} did not come back: {Problem} ({Detail})")]
    public static partial void TestFailed(ILogger logger, HookId hook, string problem, string? detail);

    [LoggerMessage(4006, LogLevel.Information, "Hook {Hook} was found to be {Problem} ({Status})")]
    public static partial void FoundBroken(ILogger logger, HookId hook, string problem, string? status);

    [LoggerMessage(4007, LogLevel.Warning, "The hooks of connection {Connection} could not be checked: {Problem}")]
    public static partial void NotChecked(ILogger logger, Guid connection, string problem);

    [LoggerMessage(4008, LogLevel.Information, "Hook {Hook} is removed; its subscription was {Subscription}")]
    public static partial void Removed(ILogger logger, HookId hook, Guid? subscription);

    [LoggerMessage(4009, LogLevel.Warning, "Hook {Hook} is forgotten, and its subscription {Subscription} left in Azure DevOps: {Problem}")]
    public static partial void Left(ILogger logger, HookId hook, Guid? subscription, string problem);

    [LoggerMessage(4010, LogLevel.Error, "Synchronizing connection {Connection} failed; it is tried again")]
    public static partial void WorkFailed(ILogger logger, Guid connection, Exception exception);

    [LoggerMessage(4011, LogLevel.Error, "What is due could not be read; it is tried again at the next interval")]
    public static partial void StoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(4012, LogLevel.Warning, "The deletion of connection {Connection} ({Name}) was interrupted and is finished now: {Removed} webhooks were deleted, {Left} left in Azure DevOps")]
    public static partial void DeletionFinished(ILogger logger, Guid connection, string name, int removed, int left);

    [LoggerMessage(4021, LogLevel.Debug, "A delivery for an unknown hook was answered with 410")]
    public static partial void UnknownHook(ILogger logger);

    [LoggerMessage(4022, LogLevel.Warning, "A delivery for hook {Hook} was refused: its secret is {How}")]
    public static partial void WrongSecret(ILogger logger, HookId hook, string how);

    [LoggerMessage(4023, LogLevel.Warning, "A delivery for hook {Hook} was not kept: {Status}, {Reason}")]
    public static partial void NotKept(ILogger logger, HookId hook, int status, string reason);

    [LoggerMessage(4024, LogLevel.Error, "Deliveries could not be stored; Azure DevOps is told to send them again")]
    public static partial void DeliveriesNotStored(ILogger logger, Exception exception);

    [LoggerMessage(4025, LogLevel.Error, "Deliveries could not be processed; they are tried again")]
    public static partial void ProcessingFailed(ILogger logger, Exception exception);
}
