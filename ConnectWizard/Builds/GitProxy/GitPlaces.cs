using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Builds.GitProxy;

/// <summary>
/// Bounds the fetches of a node (<c>Builds:MaxFetches</c>). One connection takes half of the places at most, and a place that is left goes to the
/// waiting connection that has the fewest.
/// </summary>
internal sealed class GitPlaces(IOptions<BuildsOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<GitPlace> _taken = [];
    private readonly List<Waiter> _waiting = [];

    /// <summary>Longer than a fetch of one commit takes. Git itself sets no limit.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Until a reader that is slower than the minimum is left: a disk may keep Git busy for a while.</summary>
    public TimeSpan SlowReaderTimeout { get; init; } = TimeSpan.FromSeconds(30);

    private int MaxPlaces => options.Value.MaxFetches;

    private int MaxOfConnection => Math.Max(1, MaxPlaces / 2);

    private int MaxWaiting => MaxPlaces * 8;

    /// <returns>Null when none became free.</returns>
    public async Task<GitPlace?> EnterAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(connection);
        lock (_gate)
        {
            if (_waiting.Count >= MaxWaiting)
                return null;
            _waiting.Add(waiter);
            Admit();
        }

        await ((Task)waiter.Admitted.Task.WaitAsync(WaitTimeout, time, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            _waiting.Remove(waiter);
        var place = waiter.Admitted.Task.IsCompleted ? await waiter.Admitted.Task : null;
        if (cancellationToken.IsCancellationRequested)
            place?.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return place;
    }

    /// <summary>Ends the fetches of a connection that is being deleted.</summary>
    public void End(ConnectionId connection)
    {
        GitPlace[] ended;
        lock (_gate)
            ended = [.. _taken.Where(place => place.Connection == connection)];
        foreach (var place in ended)
            place.End();
    }

    private void Leave(GitPlace place)
    {
        lock (_gate)
        {
            _taken.Remove(place);
            Admit();
        }
    }

    private void Admit()
    {
        while (_taken.Count < MaxPlaces && Next() is { } next)
        {
            _waiting.Remove(next);
            var place = new GitPlace(next.Connection, Leave);
            _taken.Add(place);
            next.Admitted.SetResult(place);
        }
    }

    private Waiter? Next() => _waiting.Where(waiter => CountOf(waiter) < MaxOfConnection).MinBy(CountOf);

    private int CountOf(Waiter waiter) => _taken.Count(place => place.Connection == waiter.Connection);

    private sealed class Waiter(ConnectionId connection)
    {
        public ConnectionId Connection => connection;

        public TaskCompletionSource<GitPlace> Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Disposing leaves it.</summary>
internal sealed class GitPlace(ConnectionId connection, Action<GitPlace> leave) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    public ConnectionId Connection => connection;

    /// <summary>Canceled when the connection is deleted.</summary>
    public CancellationToken Ended => _ended.Token;

    public void End()
    {
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The fetch has just come to its end.
        }
    }

    public void Dispose()
    {
        leave(this);
        _ended.Dispose();
    }
}
