using System.Collections.Concurrent;
using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>Collects which hooks delivered, and stores it after the response: at once for a hook that was not known to work, else every ten seconds.</summary>
internal sealed class DeliveryReceipts(IHookStore hooks, ConnectionSignals signals, WorkerLoop<DeliveryProcessor> processing)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<HookId, DeliveryReceipt> _receipts = new();

    public void Add(Hook hook, Guid? subscription, DateTimeOffset at)
    {
        if (hook.State == HookState.Working && hook.LastDeliveryAt > at - Interval)
            return;
        _receipts[hook.Id] = new DeliveryReceipt(hook.Workspace, hook.Connection, subscription, at, hook.State != HookState.Working);
        processing.Signal();
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var (hook, last) in _receipts)
        {
            await hooks.RecordDeliveryAsync(hook, last.Subscription, last.At, cancellationToken);
            if (last.IsFirst)
                await signals.ChangedAsync(last.Workspace, last.Connection, cancellationToken);
            _receipts.TryRemove(KeyValuePair.Create(hook, last));
        }
    }

    private sealed record DeliveryReceipt(WorkspaceId Workspace, ConnectionId Connection, Guid? Subscription, DateTimeOffset At, bool IsFirst);
}
