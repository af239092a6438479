namespace AzureDevOpsEmulator.Hooks;

/// <summary>As on the wire.</summary>
internal static class NotificationStatus
{
    public const string Queued = "queued";
    public const string RequestInProgress = "requestInProgress";
    public const string QueuedForRetry = "queuedForRetry";
    public const string Completed = "completed";
}

/// <summary>As on the wire.</summary>
internal static class NotificationResult
{
    public const string Pending = "pending";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
}

internal sealed record Notification(int Id, Guid SubscriptionId, HookEvent Event, DateTimeOffset CreatedDate)
{
    /// <summary>The target of a test, which need not be a subscription; otherwise null.</summary>
    public Subscription? TestTarget { get; init; }
    public string Status { get; init; } = NotificationStatus.Queued;
    public string Result { get; init; } = NotificationResult.Pending;
    public DateTimeOffset ModifiedDate { get; init; } = CreatedDate;
    public DateTimeOffset? DequeuedDate { get; init; }
    public DateTimeOffset? ProcessedDate { get; init; }
    public DateTimeOffset? CompletedDate { get; init; }
    public int RequestAttempts { get; init; }

    /// <summary>Set while the notification waits for a retry.</summary>
    public DateTimeOffset? NextRetryTime { get; init; }
    public double? RequestDuration { get; init; }

    /// <summary>The HTTP request as text, without the credential.</summary>
    public string? Request { get; init; }
    public string? Response { get; init; }
    public string? ErrorMessage { get; init; }
    public string? ErrorDetail { get; init; }
}

/// <summary>The newest notifications of each subscription: at most 100, none older than seven days. Thread-safe.</summary>
internal sealed class NotificationHistory
{
    private const string Kind = "notification";
    private const int MaxNotifications = 100;
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);
    private readonly Lock _gate = new();
    private readonly Journal _journal;
    private readonly ChangeSignal _changed;
    private readonly Dictionary<Guid, List<Notification>> _bySubscription;

    public NotificationHistory(Journal journal, ChangeSignal changed)
    {
        _journal = journal;
        _changed = changed;
        _bySubscription = journal.All<Notification>(Kind)
            .GroupBy(known => known.SubscriptionId)
            .ToDictionary(group => group.Key, group => group.OrderBy(known => known.Id).ToList());
    }

    public IReadOnlyList<Notification> Of(Guid subscriptionId)
    {
        lock (_gate)
            return _bySubscription.TryGetValue(subscriptionId, out var known) ? [.. known.AsEnumerable().Reverse()] : [];
    }

    public Notification? Find(Guid subscriptionId, int id) => Of(subscriptionId).FirstOrDefault(known => known.Id == id);

    public Notification Add(Guid subscriptionId, HookEvent hookEvent, DateTimeOffset now, Subscription? testTarget = null)
    {
        lock (_gate)
        {
            if (!_bySubscription.TryGetValue(subscriptionId, out var known))
                _bySubscription[subscriptionId] = known = [];

            var added = new Notification((known.Count == 0 ? 0 : known[^1].Id) + 1, subscriptionId, hookEvent, now) { TestTarget = testTarget };
            known.Add(added);
            Save(added);
            foreach (var old in known.Where((old, index) => index < known.Count - MaxNotifications || old.CreatedDate < now - MaxAge).ToList())
                Drop(known, old);
            return added;
        }
    }

    public Notification Replace(Notification changed)
    {
        lock (_gate)
        {
            if (_bySubscription.TryGetValue(changed.SubscriptionId, out var known) && known.FindIndex(old => old.Id == changed.Id) is >= 0 and var index)
            {
                known[index] = changed;
                Save(changed);
            }

            return changed;
        }
    }

    public void Remove(Guid subscriptionId)
    {
        lock (_gate)
        {
            if (!_bySubscription.Remove(subscriptionId, out var known))
                return;
            foreach (var old in known)
                _journal.Remove(Kind, KeyOf(old));
        }
    }

    private void Drop(List<Notification> known, Notification old)
    {
        known.Remove(old);
        _journal.Remove(Kind, KeyOf(old));
    }

    private void Save(Notification value)
    {
        _journal.Put(Kind, KeyOf(value), value);
        _changed.Raise();
    }

    private static string KeyOf(Notification value) => string.Create(CultureInfo.InvariantCulture, $"{value.SubscriptionId}/{value.Id}");
}
