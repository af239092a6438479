namespace AzureDevOpsEmulator.Hooks;

/// <summary>How far a notification is, as it is on the wire.</summary>
internal static class NotificationStatus
{
    public const string Queued = "queued";
    public const string RequestInProgress = "requestInProgress";
    public const string QueuedForRetry = "queuedForRetry";
    public const string Completed = "completed";
}

/// <summary>How a notification ended, as it is on the wire.</summary>
internal static class NotificationResult
{
    public const string Pending = "pending";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
}

/// <summary>One event on its way to one subscription, or what became of it.</summary>
/// <param name="Id">Counted for each subscription.</param>
internal sealed record Notification(int Id, Guid SubscriptionId, HookEvent Event, DateTimeOffset CreatedDate)
{
    /// <summary>Where a test was sent to, which need not be a subscription; null for everything else.</summary>
    public Subscription? TestTarget { get; init; }

    public string Status { get; init; } = NotificationStatus.Queued;

    public string Result { get; init; } = NotificationResult.Pending;

    public DateTimeOffset ModifiedDate { get; init; } = CreatedDate;

    public DateTimeOffset? DequeuedDate { get; init; }

    public DateTimeOffset? ProcessedDate { get; init; }

    public DateTimeOffset? CompletedDate { get; init; }

    public int RequestAttempts { get; init; }

    /// <summary>In seconds.</summary>
    public double? RequestDuration { get; init; }

    /// <summary>The HTTP request as text, without the credential.</summary>
    public string? Request { get; init; }

    /// <summary>The HTTP answer as text.</summary>
    public string? Response { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorDetail { get; init; }
}
