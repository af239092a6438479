using ConnectWizard.Connections;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>Runs the queue: at once when something was queued here; a retry, and what another node queued, within seconds.</summary>
internal sealed class DispatchWorker(BuildDispatcher queue, DispatchLoop wake, IPublicEndpoint address, TimeProvider time, ILogger<DispatchWorker> logger)
    : BackgroundService
{
    /// <summary>The longest that a request of another node waits.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A request says where its repository is cloned from, which is here.
        await address.UntilListeningAsync(stoppingToken);
        await wake.RunAsync(queue.SendDueAsync, () => MaxWait, failure => BuildsLog.DispatchFailed(logger, failure), time, stoppingToken);
    }
}
