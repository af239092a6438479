namespace AzureDevOpsEmulator;

/// <summary>A subscription without its inputs, which may hold secrets.</summary>
/// <param name="Status">As on the wire: <c>enabled</c>, <c>onProbation</c>, <c>disabledBySystem</c>, …</param>
/// <param name="Creator">An account.</param>
public sealed record EmulatedSubscription(
    Guid Id, Guid CollectionId, Guid? ProjectId, string EventType, Uri Url, string Status, string Creator, int ProbationRetries);

/// <summary>The service hooks of the world, and what happens to them without a client.</summary>
public sealed class EmulatedHooks
{
    private readonly HookService _hooks;

    internal EmulatedHooks(HookService hooks) => _hooks = hooks;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<EmulatedSubscription> Subscriptions => [.. _hooks.Subscriptions.All.Select(Describe)];

    /// <summary>The person's subscriptions become <c>disabledByInactiveIdentity</c>; their tokens stay valid.</summary>
    public void RevokeAccess(string person) => _hooks.RevokeAccess(PersonLookup.Find(person));

    /// <summary>The subscriptions stay disabled until a client enables them.</summary>
    public void RestoreAccess(string person) => _hooks.RestoreAccess(PersonLookup.Find(person));

    /// <summary>As a user does on the product's page.</summary>
    public void Disable(Guid subscription) => Set(subscription, SubscriptionStatus.DisabledByUser);

    /// <summary>As the service does after failed deliveries.</summary>
    public void DisableBySystem(Guid subscription) => Set(subscription, SubscriptionStatus.DisabledBySystem);

    public void Enable(Guid subscription) => Set(subscription, SubscriptionStatus.Enabled);

    public void Delete(Guid subscription) => _hooks.Delete(subscription);

    /// <summary>Ends the wait for the next retry, also on probation.</summary>
    public void RetryNow(Guid subscription) => _hooks.RetryNow(subscription);

    public Task WaitForStatusAsync(Guid subscription, string status, CancellationToken ct) =>
        WaitUntilAsync(subscription, known => known.Status == status, ct);

    public Task WaitUntilAsync(Guid subscription, Func<EmulatedSubscription, bool> condition, CancellationToken ct) => _hooks.Changed.WaitUntilAsync(
        () => _hooks.Subscriptions.Find(subscription) is { } known && condition(Describe(known)), ct);

    /// <summary>Waits until that many notifications are delivered or failed for good.</summary>
    public Task WaitForCompletedAsync(Guid subscription, int count, CancellationToken ct) => _hooks.Changed.WaitUntilAsync(
        () => HistoryOf(subscription).Count(known => known.Status == NotificationStatus.Completed) >= count, ct);

    internal IReadOnlyList<Notification> HistoryOf(Guid subscription) => _hooks.History.Of(subscription);

    private static EmulatedSubscription Describe(Subscription known) => new(
        known.Id, known.CollectionId, known.ProjectId, known.EventType, new Uri(known.ConsumerInput("url")), known.Status, known.CreatedBy,
        known.ProbationRetries);

    private void Set(Guid subscription, string status) =>
        _hooks.Change(subscription, known => known with { Status = status, ProbationRetries = 0, LastProbationRetryDate = null });
}
