using System.Collections.Concurrent;
using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.Polling;

/// <summary>
/// The connections whose refs are to be looked at before their turn: when a delivery was not kept, or when a hook that failed for a while works
/// again, for what was pushed meanwhile was not told.
/// </summary>
internal sealed class PollRequests(WorkerLoop<PollWorker> loop, TimeProvider time)
{
    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> _wishes = new();

    /// <summary>Has the refs of a connection's profiles compared soon; returns at once.</summary>
    public void Add(ConnectionId connection)
    {
        _wishes[connection] = time.GetUtcNow();
        loop.Signal();
    }

    /// <summary>When a look was last wished for; null when there was no such wish.</summary>
    internal DateTimeOffset? Find(ConnectionId connection) => _wishes.TryGetValue(connection, out var at) ? at : null;
}
