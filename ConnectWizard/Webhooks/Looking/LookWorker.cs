namespace ConnectWizard.Webhooks.Looking;

/// <summary>Has turns taken: every few seconds, and at once when a look is wished for.</summary>
internal sealed class LookWorker(RefLooks looks, LooksWake wake, TimeProvider time, ILogger<LookWorker> logger) : BackgroundService
{
    /// <summary>A new profile waits no longer than this until what is there already is known.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await wake.TakeTurnsAsync(looks.BeginAsync, () => Interval, failure => WebhooksLog.LookingFailed(logger, failure), time, stoppingToken);
        }
        finally
        {
            await looks.UntilIdleAsync();
        }
    }
}
