using System.Collections.Concurrent;

namespace AzureDevOpsEmulator.Hooks;

/// <param name="refresh">Renders an event of a collection again: a retry shows the state of its moment.</param>
internal sealed class DeliveryContext(
    SubscriptionStore subscriptions,
    NotificationHistory history,
    WebhookSender sender,
    RetrySchedule schedule,
    Func<Guid, HookEvent, HookEvent> refresh,
    TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public SubscriptionStore Subscriptions { get; } = subscriptions;
    public RetrySchedule Schedule { get; } = schedule;
    public TimeProvider Time { get; } = time;

    /// <summary>Runs work until the emulator stops. The journal keeps unfinished work for the next start.</summary>
    public void Run(Func<CancellationToken, Task> work)
    {
        var task = Task.Run(() => work(_stop.Token), _stop.Token);
        _running[task] = true;
        _ = task.ContinueWith(ended => _running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <returns>The result is null when the subscription is deleted or disabled.</returns>
    public async Task<(Notification After, DeliveryResult? Verdict)> TryAsync(
        Guid subscriptionId, Notification notification, CancellationToken cancellationToken)
    {
        var target = Subscriptions.Find(subscriptionId);
        if (target is not { Status: SubscriptionStatus.Enabled or SubscriptionStatus.OnProbation })
            return (Discard(notification), null);

        return await SendAsync(target, notification, cancellationToken);
    }

    public async Task<(Notification After, DeliveryResult? Verdict)> SendAsync(
        Subscription target, Notification notification, CancellationToken cancellationToken)
    {
        var begun = history.Replace(notification with
        {
            Event = notification is { TestTarget: null, RequestAttempts: > 0 } ? refresh(target.CollectionId, notification.Event) : notification.Event,
            Status = NotificationStatus.RequestInProgress,
            DequeuedDate = notification.DequeuedDate ?? Time.GetUtcNow(),
            ModifiedDate = Time.GetUtcNow(),
            RequestAttempts = notification.RequestAttempts + 1,
            NextRetryTime = null,
        });
        var attempt = await sender.SendAsync(target, begun, cancellationToken);
        if (attempt.Result == DeliveryResult.Succeeded && begun.TestTarget is null)
            Subscriptions.Update(target.Id, known => known with { LastSuccessfulAttemptDate = Time.GetUtcNow() });
        var ended = Complete(begun, attempt.Result == DeliveryResult.Succeeded ? NotificationResult.Succeeded : NotificationResult.Failed) with
        {
            Request = attempt.Request,
            Response = attempt.Response,
            ErrorMessage = attempt.ErrorMessage,
            ErrorDetail = attempt.ErrorDetail,
            RequestDuration = attempt.Duration.TotalSeconds,
        };
        return (history.Replace(ended), attempt.Result);
    }

    public Notification AwaitRetry(Notification failed, TimeSpan delay) => history.Replace(failed with
    {
        Status = NotificationStatus.QueuedForRetry,
        Result = NotificationResult.Pending,
        CompletedDate = null,
        NextRetryTime = Time.GetUtcNow() + delay,
    });

    public void GiveUp(Notification failed) => history.Replace(Complete(failed, NotificationResult.Failed));

    public Notification Discard(Notification notification) =>
        history.Replace(Complete(notification, NotificationResult.Failed) with { ErrorMessage = "The subscription is not enabled." });

    public void Disable(Guid subscriptionId) => Subscriptions.Update(subscriptionId, known => known with
    {
        Status = SubscriptionStatus.DisabledBySystem,
    });

    public void BeginProbation(Guid subscriptionId) => Subscriptions.Update(subscriptionId, known => known with
    {
        Status = known.Status == SubscriptionStatus.Enabled ? SubscriptionStatus.OnProbation : known.Status,
        ProbationRetries = 0,
        LastProbationRetryDate = null,
    });

    public Subscription? CountProbationRetry(Guid subscriptionId)
    {
        var after = Subscriptions.Update(subscriptionId, known => known.Status != SubscriptionStatus.OnProbation ? known : known with
        {
            ProbationRetries = known.ProbationRetries + 1,
            LastProbationRetryDate = Time.GetUtcNow(),
        });
        return after is { Status: SubscriptionStatus.OnProbation } ? after : null;
    }

    public void EndProbation(Guid subscriptionId) => Subscriptions.Update(subscriptionId, known => known with
    {
        Status = known.Status == SubscriptionStatus.OnProbation ? SubscriptionStatus.Enabled : known.Status,
        ProbationRetries = 0,
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Keys).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        sender.Dispose();
        _stop.Dispose();
    }

    private Notification Complete(Notification notification, string result) => notification with
    {
        Status = NotificationStatus.Completed,
        Result = result,
        ModifiedDate = Time.GetUtcNow(),
        ProcessedDate = Time.GetUtcNow(),
        CompletedDate = Time.GetUtcNow(),
        NextRetryTime = null,
    };
}
