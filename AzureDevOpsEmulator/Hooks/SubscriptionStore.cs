namespace AzureDevOpsEmulator.Hooks;

/// <summary>All subscriptions, oldest first. Duplicates are allowed.</summary>
internal sealed class SubscriptionStore(Journal journal, ChangeSignal changed)
{
    private readonly JournaledList<Subscription> _all = new(journal, "subscription", known => known.Id.ToString());

    public IReadOnlyList<Subscription> All => _all.Where(_ => true);

    public IReadOnlyList<Subscription> Of(Guid collectionId) => _all.Where(known => known.CollectionId == collectionId);

    public Subscription? Find(Guid id) => _all.Find(known => known.Id == id);

    public Subscription Add(Subscription created) => Raise(_all.Add(_ => created));

    public Subscription? Update(Guid id, Func<Subscription, Subscription> change) => Raise(_all.Update(known => known.Id == id, change));

    public void Remove(Guid id)
    {
        _all.Remove(known => known.Id == id);
        changed.Raise();
    }

    private T Raise<T>(T value)
    {
        changed.Raise();
        return value;
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
