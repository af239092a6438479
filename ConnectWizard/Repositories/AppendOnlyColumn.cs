namespace ConnectWizard.Repositories;

/// <summary>
/// A list that one thread lengthens at its end while others read views taken earlier: what a view covers never changes, so it is neither
/// copied nor locked.
/// </summary>
internal sealed class AppendOnlyColumn<T>
{
    private T[] _items = new T[16];

    public int Count { get; private set; }

    public T this[int index] => _items[index];

    public void Add(T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, _items.Length * 2);

        _items[Count++] = item;
    }

    /// <summary>What there is by now.</summary>
    public ReadOnlyMemory<T> View() => _items.AsMemory(0, Count);
}
