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
    private readonly Dictionary<RawListenerKind, RawListener> _listeners;

    private RawListeners(CertificateFolder certificates)
    {
        _closed = RawListener.BindToLoopback();
        _listeners = Enum.GetValues<RawListenerKind>()
            .Where(kind => kind != RawListenerKind.Closed)
            .ToDictionary(kind => kind, kind => RawListener.Start(RawBehaviour.Of(kind, certificates)));
    }

    /// <exception cref="SocketException">The system has no port left.</exception>
    public static RawListeners Start(CertificateFolder certificates) => new(certificates);

    /// <summary>The TCP port on 127.0.0.1 with this behaviour.</summary>
    public int Port(RawListenerKind kind) =>
        kind == RawListenerKind.Closed ? ((IPEndPoint)_closed.LocalEndPoint!).Port : _listeners[kind].Port;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        await Task.WhenAll(_listeners.Values.Select(listener => listener.DisposeAsync().AsTask()));
    }
}
