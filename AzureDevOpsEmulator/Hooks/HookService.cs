using System.Collections.Concurrent;

namespace AzureDevOpsEmulator.Hooks;

internal sealed class HookService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, DeliveryQueue> _queues = new();
    private readonly DeliveryContext _delivery;
    private readonly TimeProvider _time;

    /// <summary>The accounts of people without access, whose subscriptions are disabled. Their tokens stay valid.</summary>
    private readonly JournaledList<string> _inactive;

    public HookService(Journal journal, WebhookSender sender, RetrySchedule schedule, bool masksSecrets, Func<Guid, HookEvent, HookEvent> refresh, TimeProvider time)
    {
        Subscriptions = new SubscriptionStore(journal, Changed);
        History = new NotificationHistory(journal, Changed);
        _inactive = new JournaledList<string>(journal, "absent", account => account);
        MasksSecrets = masksSecrets;
        _time = time;
        _delivery = new DeliveryContext(Subscriptions, History, sender, schedule, refresh, time);
    }

    public SubscriptionStore Subscriptions { get; }
    public NotificationHistory History { get; }
    public ChangeSignal Changed { get; } = new();
    public bool MasksSecrets { get; }

    public void Resume()
    {
        foreach (var subscription in Subscriptions.All)
        {
            var history = History.Of(subscription.Id);
            var failed = subscription.Status == SubscriptionStatus.OnProbation ? history.FirstOrDefault(known => known.RequestAttempts > 0) : null;
            if (failed is not null)
                QueueOf(subscription.Id).Resume(failed);
            foreach (var pending in history.Where(known => known.Status != NotificationStatus.Completed && known != failed).Reverse())
                QueueOf(subscription.Id).Enqueue(pending);
        }
    }

    /// <summary>Sends an event to all enabled subscriptions that match. Subscriptions on probation miss it.</summary>
    public void Publish(EventTraits traits, Func<HookEvent> hookEvent)
    {
        HookEvent? made = null;
        foreach (var subscription in Subscriptions.Of(traits.CollectionId).Where(known => SubscriptionFilter.Matches(known, traits)))
        {
            if (subscription.Status != SubscriptionStatus.Enabled)
                continue;

            made ??= hookEvent();
            QueueOf(subscription.Id).Enqueue(History.Add(subscription.Id, made, _time.GetUtcNow()));
        }
    }

    public Notification Test(Guid collectionId, Subscription target, HookEvent hookEvent)
    {
        var notification = History.Add(collectionId, hookEvent, _time.GetUtcNow(), target);
        _delivery.Run(ct => _delivery.SendAsync(target, notification, ct));
        return notification;
    }

    public Subscription? Change(Guid id, Func<Subscription, Subscription> change)
    {
        var changed = Subscriptions.Update(id, change);
        RetryNow(id);
        return changed;
    }

    public void Delete(Guid id)
    {
        Subscriptions.Remove(id);
        History.Remove(id);
        if (_queues.TryRemove(id, out var lane))
            lane.RetryNow();
    }

    public void RetryNow(Guid id)
    {
        if (_queues.TryGetValue(id, out var lane))
            lane.RetryNow();
    }

    public void RevokeAccess(Person person)
    {
        if (!IsInactive(person.Account))
            _inactive.Add(_ => person.Account);
        foreach (var subscription in Subscriptions.All.Where(known => known.CreatedBy == person.Account))
            Change(subscription.Id, known => known with { Status = SubscriptionStatus.DisabledByInactiveIdentity });
    }

    /// <summary>The subscriptions stay disabled until a client enables them.</summary>
    public void RestoreAccess(Person person) => _inactive.Remove(person.Account.Equals);

    public bool IsInactive(string account) => _inactive.Find(account.Equals) is not null;

    public ValueTask DisposeAsync() => _delivery.DisposeAsync();

    private DeliveryQueue QueueOf(Guid id) => _queues.GetOrAdd(id, key => new DeliveryQueue(key, _delivery));
}
