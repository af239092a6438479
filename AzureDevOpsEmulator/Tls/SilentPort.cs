using System.Net;
using System.Net.Sockets;

namespace AzureDevOpsEmulator.Tls;

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
