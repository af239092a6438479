using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ConnectWizard.Components;

/// <summary>
/// Whether somebody is still in front of a circuit. A page that is closed in order says so, and its components are disposed of; a browser that is
/// killed or loses its network does not, and its circuit is kept for minutes in case it comes back. What talks to the outside meanwhile ends after
/// three seconds, and may begin again when the connection is back. Scoped; used from the circuit's own context.
/// </summary>
public sealed class CircuitConnectionMonitor(TimeProvider time) : CircuitHandler, IDisposable
{
    /// <summary>A network that stutters is no leaving; and what was begun is to end within five seconds of it.</summary>
    public static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(3);

    private readonly List<Func<bool, Task>> _watchers = [];
    private CancellationTokenSource? _waiting;
    private bool _isAway;

    /// <summary>Calls back with false when the person is gone and with true when they are back, until disposed.</summary>
    public IDisposable OnChanged(Func<bool, Task> watcher)
    {
        _watchers.Add(watcher);
        return new Watch(() => _watchers.Remove(watcher));
    }

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _waiting?.Cancel();
        _waiting = new CancellationTokenSource();
        _ = WaitAsync(_waiting.Token);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _waiting?.Cancel();
        return _isAway ? TellAsync(isThere: true) : Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(WaitTimeout, time, cancellationToken);
            await TellAsync(isThere: false);
        }
        catch (OperationCanceledException)
        {
            // Back in time, or the circuit has ended.
        }
    }

    private async Task TellAsync(bool isThere)
    {
        _isAway = !isThere;
        foreach (var watcher in _watchers.ToArray())
            await watcher(isThere);
    }

    private sealed class Watch(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
