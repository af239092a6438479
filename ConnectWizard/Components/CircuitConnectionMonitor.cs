using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ConnectWizard.Components;

/// <summary>
/// Whether a browser is connected to a circuit. A page that is closed disposes of its components; a browser that is killed or loses its network
/// does not, and its circuit is kept for minutes in case it comes back. What talks to the outside meanwhile ends after three seconds, and may
/// begin again when the connection is back. Scoped; used from the circuit's own context.
/// </summary>
public sealed partial class CircuitConnectionMonitor(TimeProvider time, ILogger<CircuitConnectionMonitor> logger) : CircuitHandler, IDisposable
{
    /// <summary>A short interruption is no disconnect; and what was begun is to end within five seconds of one.</summary>
    public static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(3);

    private readonly List<Func<bool, Task>> _watchers = [];
    private CancellationTokenSource? _waiting;
    private bool _isDisconnected;

    /// <summary>False from three seconds after the browser has gone until it is back.</summary>
    public bool IsConnected => !_isDisconnected;

    /// <summary>Calls back with false when the browser is gone and with true when it is back, until disposed.</summary>
    public IDisposable OnChanged(Func<bool, Task> watcher)
    {
        _watchers.Add(watcher);
        return new Watch(() => _watchers.Remove(watcher));
    }

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        EndWaiting();
        _waiting = new CancellationTokenSource();
        _ = WaitAsync(_waiting.Token);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        EndWaiting();
        return _isDisconnected ? NotifyAsync(isConnected: true) : Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => EndWaiting();

    private void EndWaiting()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = null;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(WaitTimeout, time, cancellationToken);
            await NotifyAsync(isConnected: false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Back in time, or the circuit has ended.
        }
    }

    /// <summary>One watcher's failure is logged: the others must still learn of the change.</summary>
    private async Task NotifyAsync(bool isConnected)
    {
        _isDisconnected = !isConnected;
        foreach (var watcher in _watchers.ToArray())
        {
            try
            {
                await watcher(isConnected);
            }
            catch (OperationCanceledException)
            {
                // Its component was removed meanwhile.
            }
            catch (Exception exception)
            {
                WatcherFailed(logger, isConnected, exception);
            }
        }
    }

    [LoggerMessage(7002, LogLevel.Error, "A component failed when its browser's connection changed (connected: {IsConnected})")]
    private static partial void WatcherFailed(ILogger logger, bool isConnected, Exception exception);

    private sealed class Watch(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
