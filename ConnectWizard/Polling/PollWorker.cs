using ConnectWizard.ServiceHooks;
using ConnectWizard.Workers;

namespace ConnectWizard.Polling;

/// <summary>Has turns taken: every few seconds, and at once when a look is wished for.</summary>
internal sealed class PollWorker(RefPoller looks, WorkerLoop<PollWorker> loop, ILogger<PollWorker> logger) : BackgroundService
{
    /// <summary>A new profile waits no longer than this until what is there already is known.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await loop.RunAsync(looks.BeginAsync, () => Interval, failure => WebhooksLog.PollingFailed(logger, failure), stoppingToken);
        }
        finally
        {
            await looks.WaitUntilIdleAsync();
        }
    }
}
