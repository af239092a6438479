namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>Processes deliveries: at once when one was stored here, and within seconds what another node stored and did not come to.</summary>
internal sealed class DeliveryWorker(
    DeliveryProcessing processing, DeliveryReceipts heard, DeliveryLoop wake, TimeProvider time, ILogger<DeliveryWorker> logger) : BackgroundService
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        wake.RunAsync(ProcessAsync, () => MaxWait, failure => WebhooksLog.ProcessingFailed(logger, failure), time, stoppingToken);

    private async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await processing.ProcessAsync(cancellationToken);
        await heard.FlushAsync(cancellationToken);
    }
}
