namespace ConnectWizard.Workers;

/// <summary>Runs one piece of work at a time for each key. No key waits for another, so a server that hangs does not hold up the rest.</summary>
/// <param name="hasMore">Called when more work came up for a key while its work ran, under the queue's lock: it only signals.</param>
internal sealed class KeyedWorkQueue<TKey>(Action hasMore, Action<TKey, Exception> failed) : IDisposable
    where TKey : notnull
{
    /// <summary>More servers than usually hang at the same time.</summary>
    private const int MaxConcurrency = 16;

    private readonly SemaphoreSlim _slots = new(MaxConcurrency);
    private readonly Dictionary<TKey, WorkItem> _running = [];

    /// <summary>Starts <paramref name="work"/>, or notes that there is more to do where work of the key runs already; returns at once.</summary>
    public void Start(TKey key, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        lock (_running)
        {
            if (_running.TryGetValue(key, out var current))
                current.HasMore = true;
            else
                _running[key] = new WorkItem(Task.Run(() => RunAsync(key, work, cancellationToken), CancellationToken.None));
        }
    }

    public async Task WaitUntilIdleAsync()
    {
        while (List() is { Length: > 0 } running)
            await Task.WhenAll(running);
    }

    public void Dispose() => _slots.Dispose();

    private Task[] List()
    {
        lock (_running)
            return [.. _running.Values.Select(item => item.Task)];
    }

    private async Task RunAsync(TKey key, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await RunInSlotAsync(work, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            failed(key, e);
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
        finally
        {
            End(key);
        }
    }

    private async Task RunInSlotAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            await work(cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    private void End(TKey key)
    {
        // Said under the lock: who sees that nothing runs has been told whether there is more.
        lock (_running)
        {
            if (_running.Remove(key, out var ended) && ended.HasMore)
                hasMore();
        }
    }

    private sealed class WorkItem(Task task)
    {
        public Task Task { get; } = task;
        public bool HasMore { get; set; }
    }
}
