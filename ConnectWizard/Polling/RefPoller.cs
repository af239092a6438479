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
    ILeases leases,
    PollSources sources,
    DispatchLoop builds,
    IProfileSignals signals,
    PollSignal wake,
    TimeProvider time,
    ILogger<RefPoller> logger) : IDisposable
{
    /// <summary>Renewed before each repository, whose requests are bounded to less.</summary>
    private static readonly TimeSpan LeaseLifetime = TimeSpan.FromMinutes(5);

    private readonly KeyedWorkQueue _underWay = new(wake.Now, logger);

    /// <summary>Begins to look at everything whose turn it is.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var due = (await looks.ListAsync(cancellationToken)).Where(turns.IsDue).GroupBy(looked => looked.Profile.Connection);
        foreach (var group in due)
            _underWay.Begin(group.Key, cancellation => PollAsync(group.Key, [.. group], cancellation), cancellationToken);
    }

    /// <summary>Ends when what was begun has ended.</summary>
    public Task WaitUntilIdleAsync() => _underWay.WaitUntilIdleAsync();

    /// <inheritdoc />
    public void Dispose() => _underWay.Dispose();

    private async Task PollAsync(ConnectionId connection, IReadOnlyList<PolledProfile> due, CancellationToken cancellationToken)
    {
        await using var lease = await leases.TryTakeAsync($"look:{connection}", LeaseLifetime, cancellationToken);
        if (lease is not null)
            await PollAsync(connection, due, lease, cancellationToken);
    }

    private async Task PollAsync(ConnectionId connection, IReadOnlyList<PolledProfile> due, ILease lease, CancellationToken cancellationToken)
    {
        var opened = await sources.OpenAsync(due[0].Profile, cancellationToken);
        if (!opened.Succeeded)
        {
            Pause(connection, opened.Problem);
            return;
        }

        foreach (var looked in due)
        {
            if (!await lease.RenewAsync(LeaseLifetime, cancellationToken))
                return;
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
        builds.Now();
        signals.Changed(profile.Id);
    }

    private void Pause(ConnectionId connection, Problem problem) =>
        WebhooksLog.PollFailed(logger, connection, problem.Code, turns.Pause(connection, problem));
}
