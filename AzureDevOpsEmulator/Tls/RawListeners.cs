using System.Net;
using System.Net.Sockets;

namespace AzureDevOpsEmulator.Tls;

/// <summary>
/// Ports on 127.0.0.1, chosen by the system, that misbehave below HTTP: one for each <see cref="RawListenerKind"/>. Disposing closes
/// the ports and every connection to them.
/// </summary>
public sealed class RawListeners : IAsyncDisposable
{
    private readonly Socket _closed;
    private readonly SilentPort _silent;
    private readonly Dictionary<RawListenerKind, RawListener> _listeners;

    private RawListeners(CertificateFolder certificates)
    {
        _closed = RawListener.BindToLoopback();
        _silent = SilentPort.Open();
        _listeners = Enum.GetValues<RawListenerKind>()
            .Where(kind => kind is not (RawListenerKind.Closed or RawListenerKind.Silent))
            .ToDictionary(kind => kind, kind => RawListener.Start(RawBehaviour.Of(kind, certificates)));
    }

    /// <exception cref="SocketException">The system has no port left.</exception>
    public static RawListeners Start(CertificateFolder certificates) => new(certificates);

    /// <summary>The TCP port on 127.0.0.1 with this behaviour.</summary>
    public int Port(RawListenerKind kind) => kind switch
    {
        RawListenerKind.Closed => ((IPEndPoint)_closed.LocalEndPoint!).Port,
        RawListenerKind.Silent => _silent.Port,
        _ => _listeners[kind].Port,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        _silent.Dispose();
        await Task.WhenAll(_listeners.Values.Select(listener => listener.DisposeAsync().AsTask()));
    }
}
