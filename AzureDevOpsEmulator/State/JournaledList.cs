namespace AzureDevOpsEmulator.State;

/// <summary>Values in the order in which they first appeared, kept in the journal. Thread-safe.</summary>
internal sealed class JournaledList<T>(Journal journal, string kind, Func<T, string> keyOf)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly List<T> _all = [.. journal.All<T>(kind)];

    public IReadOnlyList<T> Where(Func<T, bool> isWanted)
    {
        lock (_gate)
            return [.. _all.Where(isWanted)];
    }

    public T? Find(Predicate<T> isWanted)
    {
        lock (_gate)
            return _all.Find(isWanted);
    }

    /// <param name="create">Gets the values that are there.</param>
    public T Add(Func<List<T>, T> create)
    {
        lock (_gate)
        {
            var added = create(_all);
            _all.Add(added);
            return Save(added);
        }
    }

    /// <returns>Null if there is no such value.</returns>
    public T? Update(Predicate<T> isWanted, Func<T, T> change)
    {
        lock (_gate)
            return _all.FindIndex(isWanted) is >= 0 and var index ? Save(_all[index] = change(_all[index])) : null;
    }

    public void Remove(Predicate<T> isWanted)
    {
        lock (_gate)
        {
            if (_all.Find(isWanted) is { } removed && _all.Remove(removed))
                journal.Remove(kind, keyOf(removed));
        }
    }

    private T Save(T value)
    {
        journal.Put(kind, keyOf(value), value);
        return value;
    }
}
