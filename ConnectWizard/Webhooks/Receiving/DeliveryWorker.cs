namespace ConnectWizard.Webhooks.Receiving;

/// <summary>Processes deliveries: at once when one was stored here, and within seconds what another node stored and did not come to.</summary>
internal sealed class DeliveryWorker(
    DeliveryProcessing processing, HeardHooks heard, DeliveriesWake wake, TimeProvider time, ILogger<DeliveryWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryProcessAsync(stoppingToken);
            await wake.WaitAsync(LongestWait, time, stoppingToken);
        }
    }

    /// <summary>Neither a store that is busy for a while nor anything else that goes wrong may end the process.</summary>
    private async Task TryProcessAsync(CancellationToken cancellationToken)
    {
        try
        {
            await processing.ProcessAsync(cancellationToken);
            await heard.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            WebhooksLog.ProcessingFailed(logger, e);
        }
    }
}
