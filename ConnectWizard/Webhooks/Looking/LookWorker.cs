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
            while (!stoppingToken.IsCancellationRequested)
            {
                await TryBeginAsync(stoppingToken);
                await wake.WaitAsync(Interval, time, stoppingToken);
            }
        }
        finally
        {
            await looks.UntilIdleAsync();
        }
    }

    /// <summary>Neither a store that is busy for a while nor anything else that goes wrong may end the process.</summary>
    private async Task TryBeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await looks.BeginAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            WebhooksLog.LookingFailed(logger, e);
        }
    }
}
