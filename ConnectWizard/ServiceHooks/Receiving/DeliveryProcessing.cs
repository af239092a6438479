using ConnectWizard.Builds;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// Makes build requests of stored deliveries. What a delivery led to and that it is done are written in one transaction, so a process that is
/// killed anywhere goes on with the deliveries that were not done; two nodes at one delivery make one request.
/// </summary>
internal sealed class DeliveryProcessing(IDeliveryStore deliveries, IProfileStore profiles, DispatchLoop builds, IProfileSignals signals)
{
    private const int MaxConcurrency = 100;

    /// <summary>Processes what waits, the oldest first, until nothing does.</summary>
    public async Task ProcessAsync(CancellationToken cancellationToken)
    {
        while (await deliveries.ListWaitingAsync(MaxConcurrency, cancellationToken) is { Count: > 0 } waiting)
        {
            var listed = new Dictionary<ConnectionId, IReadOnlyList<BuildProfile>>();
            var settled = new List<SettledDelivery>();
            foreach (var delivery in waiting)
            {
                if (!listed.TryGetValue(delivery.Connection, out var all))
                    listed[delivery.Connection] = all = await profiles.ListOfConnectionAsync(delivery.Workspace, delivery.Connection, cancellationToken);
                settled.Add(new SettledDelivery(delivery.Id, [.. ArrivalsOf(delivery, all)]));
            }

            if (await deliveries.SettleAsync(settled, cancellationToken))
                builds.Now();
            foreach (var profile in settled.SelectMany(one => one.Arrivals).Select(received => received.Profile).Distinct())
                signals.Changed(profile);
        }
    }

    private static IEnumerable<ReceivedEvent> ArrivalsOf(Delivery delivery, IReadOnlyList<BuildProfile> all) => all
        .Where(profile => profile.Repository.Id == delivery.RepositoryId && profile.TriggerSource != TriggerSource.None)
        .Select(profile => BuildTriggers.Of(profile, delivery.Event))
        .OfType<ReceivedEvent>();
}
