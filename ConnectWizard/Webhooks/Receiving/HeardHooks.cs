using System.Collections.Concurrent;

namespace ConnectWizard.Webhooks.Receiving;

/// <summary>
/// Collects which hooks were heard of, and writes it down beside the way of the answer: at once for a hook that was not known to work, and
/// every ten seconds for one that does.
/// </summary>
internal sealed class HeardHooks(IHookDeliveries hooks, DeliveriesWake wake)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<HookId, (Guid? Subscription, DateTimeOffset At)> _heard = new();

    /// <summary>A delivery of the hook came with the right secret.</summary>
    public void Add(Hook hook, Guid? subscription, DateTimeOffset at)
    {
        if (hook.State == HookState.Working && hook.HeardAt > at - Interval)
            return;
        _heard[hook.Id] = (subscription, at);
        wake.Now();
    }

    /// <summary>Writes down what was collected.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var (hook, last) in _heard)
        {
            await hooks.HeardAsync(hook, last.Subscription, last.At, cancellationToken);
            _heard.TryRemove(KeyValuePair.Create(hook, last));
        }
    }
}
