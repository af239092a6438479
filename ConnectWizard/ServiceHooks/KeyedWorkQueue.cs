using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>
/// What this node does about connections at the moment: one thing at a time for each, some connections at once. None waits for another's, for
/// a server that hangs must not hold up the rest.
/// </summary>
/// <param name="again">Called when there was more to do about a connection than what has just ended.</param>
/// <param name="logger">For what failed.</param>
internal sealed class KeyedWorkQueue(Action again, ILogger logger) : IDisposable
{
    /// <summary>More servers than usually hang at the same time.</summary>
    private const int MaxConcurrency = 16;

    private readonly SemaphoreSlim _places = new(MaxConcurrency);

    private readonly Dictionary<ConnectionId, WorkItem> _turns = [];

    /// <summary>Begins <paramref name="work"/>, or notes that there is more to do where something is under way already; returns at once.</summary>
    public void Begin(ConnectionId connection, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        lock (_turns)
        {
            if (_turns.TryGetValue(connection, out var current))
                current.HasMore = true;
            else
                _turns[connection] = new WorkItem(Task.Run(() => RunAsync(connection, work, cancellationToken), CancellationToken.None));
        }
    }

    /// <summary>Ends when nothing is under way.</summary>
    public async Task WaitUntilIdleAsync()
    {
        while (List() is { Length: > 0 } running)
            await Task.WhenAll(running);
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    private Task[] List()
    {
        lock (_turns)
            return [.. _turns.Values.Select(turn => turn.Running)];
    }

    private async Task RunAsync(ConnectionId connection, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync(work, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // A connection that cannot be dealt with must not end the process.
            WebhooksLog.WorkFailed(logger, connection.Value, e);
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
        finally
        {
            End(connection);
        }
    }

    private async Task WorkAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            await work(cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    private void End(ConnectionId connection)
    {
        WorkItem? ended;
        lock (_turns)
            _turns.Remove(connection, out ended);
        if (ended is { HasMore: true })
            again();
    }

    private sealed class WorkItem(Task running)
    {
        public Task Running { get; } = running;

        public bool HasMore { get; set; }
    }
}
