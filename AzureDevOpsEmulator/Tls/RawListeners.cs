using System.Net.Sockets;

namespace AzureDevOpsEmulator.Tls;

/// <summary>Failures below HTTP, each on its own port.</summary>
public enum RawListenerKind
{
    /// <summary>Connections are refused. The port stays reserved.</summary>
    Closed,

    Reset,
    HangBeforeTls,

    /// <summary>Responds to a TLS hello in plain HTTP, as Windows' HTTP.sys does on a port without a certificate.</summary>
    PlainHttpOnTlsPort,

    /// <summary>Responds to a TLS hello with the alert for an unsupported version, as if only TLS 1.0 were on.</summary>
    OldProtocolOnly,

    /// <summary>Completes the handshake with a valid certificate, reads, and never responds.</summary>
    HangAfterTls,

    /// <summary>Completes the handshake with a valid certificate and resets when the request arrives.</summary>
    ResetAfterTls,

    /// <summary>Connecting gets no response, as when a firewall drops packets. Works on Linux (see <see cref="SilentPort"/>).</summary>
    Silent,

    /// <summary>Speaks TLS only: responds to plain HTTP with the alert unexpected_message.</summary>
    TlsOnly,

    Ssh,
}

/// <summary>One port of 127.0.0.1 for each <see cref="RawListenerKind"/>.</summary>
internal sealed class RawListeners : IAsyncDisposable
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
            .ToDictionary(kind => kind, kind => RawListener.Start(RawBehavior.Of(kind, certificates)));
    }

    public static RawListeners Start(CertificateFolder certificates) => new(certificates);

    public int Port(RawListenerKind kind) => kind switch
    {
        RawListenerKind.Closed => ((IPEndPoint)_closed.LocalEndPoint!).Port,
        RawListenerKind.Silent => _silent.Port,
        _ => _listeners[kind].Port,
    };

    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        _silent.Dispose();
        await Task.WhenAll(_listeners.Values.Select(listener => listener.DisposeAsync().AsTask()));
    }
}

/// <summary>A port whose queue of connections is full. Linux drops further connects; other systems may refuse them.</summary>
internal sealed class SilentPort : IDisposable
{
    private readonly Socket _listening = RawListener.BindToLoopback();
    private readonly Socket[] _queued = [NewSocket(), NewSocket()];

    public int Port => ((IPEndPoint)_listening.LocalEndPoint!).Port;

    public static SilentPort Open()
    {
        var port = new SilentPort();
        port._listening.Listen(backlog: 0);
        foreach (var socket in port._queued)
        {
            // The first fills the queue; the second is for systems that keep one more, and may stay pending.
            socket.Blocking = false;
            port.Begin(socket);
        }

        return port;
    }

    public void Dispose()
    {
        _listening.Dispose();
        foreach (var socket in _queued)
            socket.Dispose();
    }

    private void Begin(Socket socket)
    {
        try
        {
            socket.Connect(_listening.LocalEndPoint!);
        }
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // Pending, and left so.
        }
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
