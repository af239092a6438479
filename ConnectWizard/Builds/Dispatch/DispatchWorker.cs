using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>Runs the queue: at once when something was queued here; a retry, and what another node queued, within seconds.</summary>
internal sealed class DispatchWorker(BuildDispatcher queue, WorkerLoop<BuildDispatcher> loop, IPublicEndpoint address, ILogger<DispatchWorker> logger)
    : BackgroundService
{
    /// <summary>The longest that a request of another node waits.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A request says where its repository is cloned from, which is here.
        await address.UntilListeningAsync(stoppingToken);
        await loop.RunAsync(queue.SendDueAsync, () => MaxWait, failure => BuildsLog.DispatchFailed(logger, failure), stoppingToken);
    }
}
