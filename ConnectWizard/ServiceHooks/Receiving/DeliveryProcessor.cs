using System.Collections.Concurrent;
using ConnectWizard.Builds;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>Makes build requests of stored deliveries. What a delivery led to and that it is done are written in one transaction.</summary>
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

    /// <summary>Of one transaction: a repository may have many profiles.</summary>
    private const int MaxEvents = 200;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    public async Task ProcessAsync(CancellationToken cancellationToken)
    {
        while (await deliveries.ListWaitingAsync(BatchSize, cancellationToken) is { Count: > 0 } waiting)
        {
            var listed = new Dictionary<ConnectionId, IReadOnlyList<BuildProfile>>();
            var settled = new List<SettledDelivery>();
            var count = 0;
            foreach (var delivery in waiting)
            {
                if (!listed.TryGetValue(delivery.Connection, out var all))
                    listed[delivery.Connection] = all = await profiles.ListOfConnectionAsync(delivery.Workspace, delivery.Connection, cancellationToken);
                settled.Add(new SettledDelivery(delivery.Id, [.. EventsOf(delivery, all)]));
                // The others are listed again.
                if ((count += settled[^1].Events.Count) >= MaxEvents)
                    break;
            }

            if (await deliveries.SettleAsync(settled, cancellationToken))
                dispatch.Signal();
            foreach (var profile in settled.SelectMany(one => one.Events).Select(received => received.Profile).Distinct())
                signals.Changed(profile);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loop.RunAsync(RunAsync, () => MaxWait, failure => WebhooksLog.ProcessingFailed(logger.ExceptOutage(failure), failure), stoppingToken);

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

/// <summary>Collects which hooks delivered, and stores it after the response: at once for a hook that was not known to work, else every ten seconds.</summary>
internal sealed class DeliveryReceipts(
    IHookStore hooks, ConnectionSignals signals, WorkerLoop<DeliveryProcessor> processing, WorkerLoop<HookWorker> healthChecks)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<HookId, DeliveryReceipt> _receipts = new();

    public void Add(Hook hook, Guid? subscription, DeliveryKind kind, DateTimeOffset at)
    {
        var isUnreadable = kind == DeliveryKind.Unreadable;
        if (hook.State == HookState.Working && hook.LastDeliveryAt > at - Interval && !isUnreadable)
            return;
        _receipts[hook.Id] = new DeliveryReceipt(hook.Workspace, hook.Connection, subscription, kind, at, isUnreadable || hook.State != HookState.Working);
        processing.Signal();
    }

    /// <summary>Azure DevOps' own history tells what a refused delivery was.</summary>
    public void CheckSoon() => healthChecks.Signal();

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var (hook, last) in _receipts)
        {
            await hooks.RecordDeliveryAsync(hook, last.Subscription, last.Kind, last.At, cancellationToken);
            if (last.Kind == DeliveryKind.Unreadable)
                healthChecks.Signal();
            if (last.IsNews)
                await signals.ChangedAsync(last.Workspace, last.Connection, cancellationToken);
            _receipts.TryRemove(KeyValuePair.Create(hook, last));
        }
    }

    private sealed record DeliveryReceipt(WorkspaceId Workspace, ConnectionId Connection, Guid? Subscription, DeliveryKind Kind, DateTimeOffset At, bool IsNews);
}
