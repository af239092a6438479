using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Workers;

namespace ConnectWizard.Polling;

/// <summary>
/// Looks at the refs and pull requests that profiles follow and requests builds of what changed since: all there is for a profile that polls,
/// and for one with webhooks what no delivery told. One node does it for a connection at a time.
/// </summary>
internal sealed class RefPoller(
    IPollStore looks,
    PollSchedule turns,
    LeaseRunner leases,
    PollSources sources,
    WorkerLoop<BuildDispatcher> dispatch,
    ProfileSignals signals,
    WorkerLoop<PollWorker> loop,
    TimeProvider time,
    ILogger<RefPoller> logger) : IDisposable
{
    private readonly KeyedWorkQueue<ConnectionId> _queue = new(loop.Signal, (connection, failure) => WebhooksLog.WorkFailed(logger, connection.Value, failure));

    /// <summary>Begins to look at everything whose turn it is.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var due = (await looks.ListAsync(cancellationToken)).Where(turns.IsDue).GroupBy(looked => looked.Profile.Connection);
        foreach (var group in due)
            _queue.Start(group.Key, cancellation => PollAsync(group.Key, [.. group], cancellation), cancellationToken);
    }

    /// <summary>Ends when what was begun has ended.</summary>
    public Task WaitUntilIdleAsync() => _queue.WaitUntilIdleAsync();

    /// <inheritdoc />
    public void Dispose() => _queue.Dispose();

    private Task<bool> PollAsync(ConnectionId connection, IReadOnlyList<PolledProfile> due, CancellationToken cancellationToken) =>
        leases.TryRunAsync($"look:{connection}", TimeSpan.Zero, cancellation => PollInLeaseAsync(connection, due, cancellation), cancellationToken);

    private async Task PollInLeaseAsync(ConnectionId connection, IReadOnlyList<PolledProfile> due, CancellationToken cancellationToken)
    {
        var opened = await sources.OpenAsync(due[0].Profile, cancellationToken);
        if (!opened.Succeeded)
        {
            Pause(connection, opened.Problem);
            return;
        }

        foreach (var looked in due)
        {
            if (await PollAsync(looked, opened.Value, cancellationToken) is not { } problem)
                continue;
            // What is wrong with one repository is no reason to leave the others out; a server that does not answer is not asked once for each.
            Pause(connection, problem);
            if (!IsOfOneRepository(problem.Code))
                return;
        }
    }

    private async Task<Problem?> PollAsync(PolledProfile looked, PolledRepositories views, CancellationToken cancellationToken)
    {
        var (profile, lookedAt) = (looked.Profile, time.GetUtcNow());
        var seen = await looks.ReadHeadsAsync(profile.Id, cancellationToken);
        var view = await views.FindAsync(profile, cancellationToken);
        if (!view.Succeeded)
            return view.Problem;
        var moved = RefComparison.Moved(profile, view.Value, seen);

        // What is there at the first look is no news, and while an administrator is waited for nothing is built by itself.
        var isNews = looked.PolledAt is not null && await sources.IsListeningAsync(profile, cancellationToken);
        var newest = isNews && view.Value.Head is { } head && moved.Any(one => one.Commit == head)
            ? await views.FindCommitAsync(profile.Repository, head, cancellationToken)
            : null;
        var receivedEvents = isNews ? RefComparison.ChangesIn(profile, view.Value, moved, newest, lookedAt) : [];
        if (await looks.RecordAsync(profile.Id, lookedAt, moved, receivedEvents, cancellationToken))
            Tell(profile);
        return null;
    }

    private static bool IsOfOneRepository(ProblemCode code) => code is ProblemCode.RepositoryUnknown or ProblemCode.RepositoryDisabled
        or ProblemCode.PermissionMissing or ProblemCode.ServerError or ProblemCode.UnexpectedAnswer or ProblemCode.BrokenAnswer or ProblemCode.AnswerTooLarge;

    private void Tell(BuildProfile profile)
    {
        WebhooksLog.FoundByPolling(logger, profile.Connection);
        dispatch.Signal();
        signals.Changed(profile.Id);
    }

    private void Pause(ConnectionId connection, Problem problem) =>
        WebhooksLog.PollFailed(logger, connection, problem.Code, turns.Pause(connection, problem));
}
