using System.Threading.Channels;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>Stores deliveries durably: those that come while the disk is busy share the next transaction. Each sender waits until its delivery is stored.</summary>
internal sealed class DeliveryBuffer(IDeliveryStore store, WorkerLoop<DeliveryProcessor> processing, ILogger<DeliveryBuffer> logger) : BackgroundService
{
    private const int BatchSize = 256;

    /// <summary>Senders beyond it are told to retry.</summary>
    private const int MaxWaiting = 4096;

    private readonly Channel<PendingDelivery> _waiting = Channel.CreateBounded<PendingDelivery>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <returns>False when it has to be sent again.</returns>
    public async Task<bool> StoreAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var waiting = new PendingDelivery(delivery);
        return _waiting.Writer.TryWrite(waiting) && await waiting.Stored.Task.WaitAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        while (_waiting.Reader.TryRead(out var left))
            left.Stored.TrySetResult(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<PendingDelivery>(BatchSize);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < BatchSize && _waiting.Reader.TryRead(out var next))
                batch.Add(next);
            var isStored = await TryStoreAsync([.. batch.Select(waiting => waiting.Delivery)]);
            foreach (var waiting in batch)
                waiting.Stored.TrySetResult(isStored);
            batch.Clear();
        }
    }

    // Not to be cancelled: what is in the transaction would be sent again, and be there.
    private async Task<bool> TryStoreAsync(IReadOnlyList<Delivery> deliveries)
    {
        try
        {
            if (await store.AddAsync(deliveries, CancellationToken.None) > 0)
                processing.Signal();
            return true;
        }
        catch (Exception e)
        {
            // Whatever it is, it must end neither the process nor the senders' wait.
            WebhooksLog.DeliveriesNotStored(logger.ExceptOutage(e), e);
            return false;
        }
    }

    private sealed record PendingDelivery(Delivery Delivery)
    {
        public TaskCompletionSource<bool> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A delivered event, kept until its builds are requested.</summary>
/// <param name="EventId">Azure DevOps' id: the same when it is delivered again.</param>
public sealed record Delivery(Guid Id, WorkspaceId Workspace, HookId Hook, Guid EventId, ConnectionId Connection, Guid RepositoryId, RepositoryEvent Event);

public interface IDeliveryStore
{
    /// <summary>Stores the deliveries whose event is new, durably.</summary>
    /// <returns>How many were new.</returns>
    Task<int> AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken);

    Task<IReadOnlyList<Delivery>> ListWaitingAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Stores what deliveries mean to profiles, and that they are done. What another node has done is skipped.</summary>
    /// <returns>Whether a build was requested.</returns>
    Task<bool> SettleAsync(IReadOnlyList<SettledDelivery> settled, CancellationToken cancellationToken);
}

public sealed record SettledDelivery(Guid Id, IReadOnlyList<ReceivedEvent> Events);
