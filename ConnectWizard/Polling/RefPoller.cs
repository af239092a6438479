using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Workers;

namespace ConnectWizard.Polling;

/// <summary>
/// Polls the refs and pull requests that profiles follow and requests builds of what changed; for profiles with webhooks, of what no delivery
/// reported. One node polls a connection at a time.
/// </summary>
internal sealed class RefPoller(
    IPollStore store,
    PollSchedule schedule,
    LeaseRunner leases,
    PollSources sources,
    WorkerLoop<BuildDispatcher> dispatch,
    ProfileSignals signals,
    WorkerLoop<RefPoller> loop,
    TimeProvider time,
    ILogger<RefPoller> logger) : BackgroundService
{
    /// <summary>The longest that a new profile waits for its first poll.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly KeyedWorkQueue<ConnectionId> _queue = new(loop.Signal, (connection, failure) =>
        PollingLog.ConnectionFailed(logger.ExceptOutage(failure), connection, schedule.Pause(connection, new Problem(ProblemCode.UnexpectedAnswer)), failure));

    public async Task StartDueAsync(CancellationToken cancellationToken)
    {
        var due = schedule.SelectDue(await store.ListAsync(cancellationToken)).GroupBy(polled => polled.Profile.Connection);
        foreach (var group in due)
            _queue.Start(group.Key, cancellation => PollAsync(group.Key, [.. group], cancellation), cancellationToken);
    }

    public Task WaitUntilIdleAsync() => _queue.WaitUntilIdleAsync();

    public override void Dispose()
    {
        _queue.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await loop.RunAsync(StartDueAsync, () => Interval, failure => PollingLog.Failed(logger.ExceptOutage(failure), failure), stoppingToken);
        }
        finally
        {
            await WaitUntilIdleAsync();
        }
    }

    private Task<bool> PollAsync(ConnectionId connection, IReadOnlyList<PolledProfile> due, CancellationToken cancellationToken) =>
        leases.TryRunAsync($"poll:{connection}", TimeSpan.Zero, cancellation => PollInLeaseAsync(connection, due, cancellation), cancellationToken);

    private async Task PollInLeaseAsync(ConnectionId connection, IReadOnlyList<PolledProfile> due, CancellationToken cancellationToken)
    {
        var opened = await sources.OpenAsync(due[0].Profile, cancellationToken);
        if (!opened.Succeeded)
        {
            Pause(connection, opened.Problem);
            return;
        }

        // Profiles of one branch share what is read of it.
        foreach (var polled in due.OrderBy(polled => polled.Profile.Repository.Id).ThenBy(polled => polled.Profile.Branch, StringComparer.Ordinal))
        {
            if (await PollAsync(polled, opened.Value, cancellationToken) is not { } problem)
                continue;
            // A fault of one repository is no reason to skip the others; a server that does not answer is not asked once for each.
            Pause(connection, problem);
            if (!IsOfOneRepository(problem.Code))
                return;
        }
    }

    private async Task<Problem?> PollAsync(PolledProfile polled, PolledRepositories repositories, CancellationToken cancellationToken)
    {
        var (profile, polledAt) = (polled.Profile, time.GetUtcNow());
        var seen = await store.ReadHeadsAsync(profile.Id, cancellationToken);
        var view = await repositories.FindAsync(profile, cancellationToken);
        if (!view.Succeeded)
            return view.Problem;
        var moved = RefComparison.Moved(profile, view.Value, seen);

        // The first poll only records what is there, unless an event that could not be read asked for it; and nothing is built while an
        // administrator has yet to create the webhooks.
        var isBuilt = (polled.PolledAt is not null || schedule.IsRequested(profile.Connection)) && await sources.IsListeningAsync(profile, cancellationToken);
        var newest = isBuilt && view.Value.Head is { } head && moved.Any(one => one.Commit == head)
            ? await repositories.FindCommitAsync(profile.Repository, head, cancellationToken)
            : null;
        var events = isBuilt ? RefComparison.ChangesIn(profile, view.Value, moved, newest, polledAt) : [];
        if (!await store.RecordAsync(profile.Id, polledAt, moved, events, cancellationToken))
            return null;
        NotifyBuild(profile);
        if (profile.TriggerSource != TriggerSource.Polling && schedule.WasRunningAt(polled.PolledAt))
            await sources.RecordMissedAsync(profile, events, cancellationToken);
        return null;
    }

    private static bool IsOfOneRepository(ProblemCode code) => code is ProblemCode.RepositoryUnknown or ProblemCode.RepositoryDisabled
        or ProblemCode.PermissionMissing or ProblemCode.ServerError or ProblemCode.UnexpectedAnswer or ProblemCode.BrokenAnswer or ProblemCode.AnswerTooLarge;

    private void NotifyBuild(BuildProfile profile)
    {
        PollingLog.Found(logger, profile.Connection);
        dispatch.Signal();
        signals.Changed(profile.Id);
    }

    private void Pause(ConnectionId connection, Problem problem) =>
        PollingLog.RepositoryFailed(logger, connection, problem.Code, schedule.Pause(connection, problem));
}

internal static partial class PollingLog
{
    [LoggerMessage(4026, LogLevel.Warning, "The refs of a repository of connection {Connection} could not be polled: {Problem}; next try after {Wait}")]
    public static partial void RepositoryFailed(ILogger logger, ConnectionId connection, ProblemCode problem, TimeSpan wait);

    [LoggerMessage(4027, LogLevel.Error, "Polling failed; it continues at the next interval")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(4028, LogLevel.Information, "Polling connection {Connection} found changes that no delivery had reported")]
    public static partial void Found(ILogger logger, ConnectionId connection);

    [LoggerMessage(4029, LogLevel.Error, "Polling connection {Connection} failed; next try after {Wait}")]
    public static partial void ConnectionFailed(ILogger logger, ConnectionId connection, TimeSpan wait, Exception exception);
}
