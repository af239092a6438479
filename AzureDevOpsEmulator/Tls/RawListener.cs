using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;

namespace AzureDevOpsEmulator.Tls;

internal delegate Task ConnectionBehavior(Socket connection, CancellationToken ct);

/// <summary>Accepts connections on a loopback port until disposed.</summary>
internal sealed class RawListener : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, byte> _served = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConnectionBehavior _behavior;
    private readonly Task _accepting;
    private readonly Socket _socket;
    private bool _disposed;

    private RawListener(ConnectionBehavior behaviour)
    {
        _behavior = behaviour;
        _socket = BindToLoopback();
        _socket.Listen();
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _accepting = AcceptAsync(_stop.Token);
    }

    public int Port { get; }

    public static RawListener Start(ConnectionBehavior behaviour) => new(behaviour);

    /// <summary>Until the socket listens, the system refuses connections to its port.</summary>
    public static Socket BindToLoopback()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await _stop.CancelAsync();
        _socket.Dispose();
        await _accepting;
        await Task.WhenAll(_served.Keys);
        _stop.Dispose();
    }

    private async Task AcceptAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var connection = await _socket.AcceptAsync(ct);
                var serving = ServeAsync(connection, ct);
                _served.TryAdd(serving, 0);
                _ = serving.ContinueWith(
                    done => _served.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            catch (Exception ended) when (IsDisconnect(ended))
            {
                // A client that disconnected before it was accepted, or we stop.
            }
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken ct)
    {
        using (connection)
        {
            try
            {
                await _behavior(connection, ct);
            }
            catch (Exception ended) when (IsDisconnect(ended))
            {
                // Clients may disconnect at any time.
            }
        }
    }

    private static bool IsDisconnect(Exception exception) =>
        exception is OperationCanceledException or SocketException or IOException or AuthenticationException or ObjectDisposedException;
}
