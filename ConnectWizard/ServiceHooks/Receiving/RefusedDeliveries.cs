using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// Records deliveries that were refused. Anybody can send them, so a hook's first one is recorded at once, and what follows within an hour is one
/// entry with their number.
/// </summary>
internal sealed class RefusedDeliveries(ChangeLog changes, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly Dictionary<HookId, Window> _windows = [];

    public Task AddAsync(Hook hook)
    {
        lock (_windows)
        {
            if (_windows.TryGetValue(hook.Id, out var open))
            {
                open.Count++;
                return Task.CompletedTask;
            }

            _windows.Add(hook.Id, new Window(time.CreateTimer(_ => End(hook), null, Interval, Interval)));
        }

        return RecordAsync(hook, 1);
    }

    public void Dispose()
    {
        lock (_windows)
        {
            foreach (var window in _windows.Values)
                window.Timer.Dispose();
            _windows.Clear();
        }
    }

    private void End(Hook hook)
    {
        int count;
        lock (_windows)
        {
            if (!_windows.TryGetValue(hook.Id, out var window))
                return;
            (count, window.Count) = (window.Count, 0);
            if (count == 0)
            {
                _windows.Remove(hook.Id);
                window.Timer.Dispose();
                return;
            }
        }

        _ = RecordAsync(hook, count);
    }

    private Task RecordAsync(Hook hook, int count) => changes.RecordAsync(new AuditEvent(AuditAction.DeliveryRefused, hook.Workspace)
    {
        Connection = hook.Connection,
        Problem = ProblemCode.WebhookSecretMismatch,
        Detail = $"{count} × {hook.Repository}: {hook.Kind}",
    });

    private sealed class Window(ITimer timer)
    {
        public ITimer Timer { get; } = timer;

        public int Count { get; set; }
    }
}
