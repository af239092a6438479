using System.Net.Sockets;

namespace AzureDevOpsEmulator.Tls;

/// <summary>What may go wrong below HTTP, one port each.</summary>
public enum RawListenerKind
{
    /// <summary>Nobody listens: connections are refused. The port stays reserved, so nobody else takes it.</summary>
    Closed,

    /// <summary>Accepts, and resets when the first byte arrives.</summary>
    Reset,

    /// <summary>Accepts, reads, and never says a word.</summary>
    HangBeforeTls,

    /// <summary>Answers a TLS hello in plain HTTP, as Windows' HTTP.sys does on a port without a certificate.</summary>
    PlainHttpOnTlsPort,

    /// <summary>Ends a TLS hello with the alert that there is no protocol version in common, as if only TLS 1.0 were on.</summary>
    OldProtocolOnly,

    /// <summary>Completes the handshake with a good certificate, reads, and never answers.</summary>
    HangAfterTls,

    /// <summary>Completes the handshake with a good certificate and resets when the request arrives.</summary>
    ResetAfterTls,

    /// <summary>A port that a firewall drops the packets of: connecting gets no answer. It works so on Linux (see <see cref="SilentPort"/>).</summary>
    Silent,

    /// <summary>Speaks TLS only: answers plain HTTP with the alert that the message was unexpected.</summary>
    TlsOnly,

    /// <summary>Greets as an SSH server does, and speaks nothing else.</summary>
    Ssh,
}

/// <summary>
/// Ports on 127.0.0.1, chosen by the system, that misbehave below HTTP: one for each <see cref="RawListenerKind"/>. Disposing closes
/// the ports and every connection to them.
/// </summary>
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

/// <summary>
/// A port at which connecting gets no answer, as behind a firewall that drops packets: its queue of connections is full and nobody takes one
/// out. Linux drops the packets of whoever comes then; other systems may refuse instead.
/// </summary>
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
            // The first fills the queue; the second is there for a system that keeps one more, and may wait for ever.
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
            // Under way, and left so.
        }
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
