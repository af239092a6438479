using ConnectWizard.Connections;

namespace ConnectWizard.Profiles.Builds.HandOver;

/// <summary>Runs the queue: at once when something was queued here; a retry, and what another node queued, within seconds.</summary>
internal sealed class HandOverWorker(BuildQueue queue, BuildsWake wake, IOwnAddress address, TimeProvider time, ILogger<HandOverWorker> logger)
    : BackgroundService
{
    /// <summary>The longest that a request of another node waits.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A request says where its repository is cloned from, which is here.
        await address.UntilListeningAsync(stoppingToken);
        await wake.TakeTurnsAsync(queue.SendDueAsync, () => LongestWait, failure => BuildsLog.HandOverFailed(logger, failure), time, stoppingToken);
    }
}
