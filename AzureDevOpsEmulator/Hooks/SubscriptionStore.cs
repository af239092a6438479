using System.Collections.Concurrent;

namespace AzureDevOpsEmulator.Hooks;

/// <summary>All subscriptions, oldest first. Duplicates are allowed. Thread-safe.</summary>
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
            return Save(created);
        }
    }

    public Subscription? Update(Guid id, Func<Subscription, Subscription> change)
    {
        lock (_gate)
        {
            var index = _all.FindIndex(known => known.Id == id);
            if (index < 0)
                return null;

            return Save(_all[index] = change(_all[index]));
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

    private Subscription Save(Subscription value)
    {
        _journal.Put(Kind, value.Id.ToString(), value);
        _changed.Raise();
        return value;
    }
}

/// <summary>People without access, whose subscriptions are disabled. Their tokens stay valid.</summary>
internal sealed class InactiveIdentities
{
    private const string Kind = "absent";
    private readonly Journal _journal;
    private readonly ConcurrentDictionary<string, bool> _accounts;

    public InactiveIdentities(Journal journal)
    {
        _journal = journal;
        _accounts = new(journal.All<string>(Kind).Select(account => KeyValuePair.Create(account, true)), StringComparer.OrdinalIgnoreCase);
    }

    public bool Contains(string account) => _accounts.ContainsKey(account);

    public void Add(Person person)
    {
        _accounts[person.Account] = true;
        _journal.Put(Kind, person.Account, person.Account);
    }

    public void Remove(Person person)
    {
        _accounts.TryRemove(person.Account, out _);
        _journal.Remove(Kind, person.Account);
    }
}

internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = New();

    public void Raise() => Interlocked.Exchange(ref _next, New()).SetResult();

    public async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (condition())
                return;

            await next.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
