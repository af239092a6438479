using AzureDevOpsEmulator.State;

namespace AzureDevOpsEmulator.Hooks;

/// <summary>All subscriptions, oldest first. Nothing keeps two from being the same. Thread-safe.</summary>
internal sealed class SubscriptionStore
{
    private const string Kind = "subscription";

    private readonly Lock _gate = new();
    private readonly Journal _journal;
    private readonly ChangeSignal _changed;
    private readonly List<Subscription> _all;

    public SubscriptionStore(Journal journal, ChangeSignal changed) =>
        (_journal, _changed, _all) = (journal, changed, [.. journal.All<Subscription>(Kind)]);

    public IReadOnlyList<Subscription> Of(Guid collectionId)
    {
        lock (_gate)
            return _all.FindAll(known => known.CollectionId == collectionId);
    }

    public IReadOnlyList<Subscription> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    public Subscription? Find(Guid id)
    {
        lock (_gate)
            return _all.Find(known => known.Id == id);
    }

    public Subscription Add(Subscription created)
    {
        lock (_gate)
        {
            _all.Add(created);
            return Keep(created);
        }
    }

    /// <summary>Changes a subscription as it is now; null when it is gone.</summary>
    public Subscription? Update(Guid id, Func<Subscription, Subscription> change)
    {
        lock (_gate)
        {
            var index = _all.FindIndex(known => known.Id == id);
            if (index < 0)
                return null;

            return Keep(_all[index] = change(_all[index]));
        }
    }

    public void Remove(Guid id)
    {
        lock (_gate)
        {
            if (_all.RemoveAll(known => known.Id == id) > 0)
                _journal.Remove(Kind, id.ToString());
        }

        _changed.Raise();
    }

    private Subscription Keep(Subscription value)
    {
        _journal.Put(Kind, value.Id.ToString(), value);
        _changed.Raise();
        return value;
    }
}
