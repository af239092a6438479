using ConnectWizard.Builds;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// Makes build requests of stored deliveries, those of other nodes within seconds. What a delivery led to and that it is done are written in one
/// transaction.
/// </summary>
internal sealed class DeliveryProcessor(
    IDeliveryStore deliveries,
    IProfileStore profiles,
    DeliveryReceipts receipts,
    WorkerLoop<DeliveryProcessor> loop,
    WorkerLoop<BuildDispatcher> dispatch,
    ProfileSignals signals,
    ILogger<DeliveryProcessor> logger) : BackgroundService
{
    private const int BatchSize = 100;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    /// <summary>Processes what waits, oldest first.</summary>
    public async Task ProcessAsync(CancellationToken cancellationToken)
    {
        while (await deliveries.ListWaitingAsync(BatchSize, cancellationToken) is { Count: > 0 } waiting)
        {
            var listed = new Dictionary<ConnectionId, IReadOnlyList<BuildProfile>>();
            var settled = new List<SettledDelivery>();
            foreach (var delivery in waiting)
            {
                if (!listed.TryGetValue(delivery.Connection, out var all))
                    listed[delivery.Connection] = all = await profiles.ListOfConnectionAsync(delivery.Workspace, delivery.Connection, cancellationToken);
                settled.Add(new SettledDelivery(delivery.Id, [.. EventsOf(delivery, all)]));
            }

            if (await deliveries.SettleAsync(settled, cancellationToken))
                dispatch.Signal();
            foreach (var profile in settled.SelectMany(one => one.Events).Select(received => received.Profile).Distinct())
                signals.Changed(profile);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loop.RunAsync(RunAsync, () => MaxWait, failure => WebhooksLog.ProcessingFailed(logger, failure), stoppingToken);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await ProcessAsync(cancellationToken);
        await receipts.FlushAsync(cancellationToken);
    }

    private static IEnumerable<ReceivedEvent> EventsOf(Delivery delivery, IReadOnlyList<BuildProfile> all) => all
        .Where(profile => profile.Repository.Id == delivery.RepositoryId && profile.TriggerSource != TriggerSource.None)
        .Select(profile => BuildTriggers.Of(profile, delivery.Event))
        .OfType<ReceivedEvent>();
}
