namespace AzureDevOpsEmulator.Hooks;

/// <summary>Delivers the notifications of one subscription in order, with the documented retries, probation and disabling.</summary>
internal sealed class DeliveryQueue(Guid subscriptionId, DeliveryContext context)
{
    private readonly Lock _gate = new();
    private readonly Queue<Notification> _queued = new();
    private readonly InterruptibleDelay _delay = new(context.Time);
    private bool _isRunning;

    public void Enqueue(Notification notification)
    {
        lock (_gate)
        {
            _queued.Enqueue(notification);
            Start(DrainAsync);
        }
    }

    public void Resume(Notification failed)
    {
        lock (_gate)
            Start(ct => ProbationAsync(failed, ct));
    }

    public void RetryNow() => _delay.Interrupt();

    private void Start(Func<CancellationToken, Task> work)
    {
        if (_isRunning)
            return;

        _isRunning = true;
        context.Run(async ct =>
        {
            await work(ct);
            await DrainAsync(ct);
        });
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (Next() is { } notification)
        {
            if (context.Subscriptions.Find(subscriptionId) is { Status: SubscriptionStatus.Enabled })
                await DeliverAsync(notification, cancellationToken);
            else
                context.Discard(notification);
        }
    }

    private Notification? Next()
    {
        lock (_gate)
        {
            _delay.Reset();
            if (_queued.TryDequeue(out var next))
                return next;

            _isRunning = false;
            return null;
        }
    }

    private async Task DeliverAsync(Notification notification, CancellationToken cancellationToken)
    {
        var current = notification;
        for (var retries = 0; ; retries++)
        {
            (current, var verdict) = await context.TryAsync(subscriptionId, current, cancellationToken);
            if (verdict is DeliveryResult.Succeeded or null)
                return;
            if (verdict == DeliveryResult.Terminal)
            {
                context.Disable(subscriptionId);
                return;
            }

            if (verdict == DeliveryResult.Enduring || retries == context.Schedule.Transient.Count)
                break;

            current = context.AwaitRetry(current, context.Schedule.Transient[retries]);
            await _delay.WaitAsync(context.Schedule.Transient[retries], cancellationToken);
        }

        context.BeginProbation(subscriptionId);
        DiscardQueued();
        await ProbationAsync(current, cancellationToken);
    }

    /// <summary>An event that leads to probation discards the events after it.</summary>
    private void DiscardQueued()
    {
        lock (_gate)
        {
            while (_queued.TryDequeue(out var waiting))
                context.Discard(waiting);
        }
    }

    private async Task ProbationAsync(Notification failed, CancellationToken cancellationToken)
    {
        var current = failed;
        while (context.Subscriptions.Find(subscriptionId) is { Status: SubscriptionStatus.OnProbation } now)
        {
            if (now.ProbationRetries >= context.Schedule.Probation.Count)
            {
                context.Disable(subscriptionId);
                break;
            }

            var delay = context.Schedule.Probation[now.ProbationRetries];
            current = context.AwaitRetry(current, delay);
            await _delay.WaitAsync(delay, cancellationToken);
            if (context.CountProbationRetry(subscriptionId) is null)
                break;

            (current, var verdict) = await context.TryAsync(subscriptionId, current, cancellationToken);
            if (verdict == DeliveryResult.Succeeded)
            {
                context.EndProbation(subscriptionId);
                return;
            }

            if (verdict == DeliveryResult.Terminal)
                context.Disable(subscriptionId);
        }

        context.GiveUp(current);
    }
}
