using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectWizard.Network.Hostile;

/// <summary>
/// Listens on several ports of this machine's loopback addresses, each port on 127.0.0.1 and ::1 (where there is IPv6). Nothing that a person
/// types may reach it; a connection waits in the listener's queue and is seen there.
/// </summary>
public sealed class Canary : IDisposable
{
    private readonly TcpListener[] _listeners = [.. ListenOnBoth(), .. ListenOnBoth(), .. ListenOnBoth()];

    /// <summary>Somebody has connected.</summary>
    public bool IsReached => _listeners.Any(listener => listener.Pending());

    public int Port => PortOf(_listeners[0]);

    /// <summary>Puts a canary's port, a different one for different texts, in place of <c>{p}</c>.</summary>
    public string Aim(string address) =>
        address.Replace("{p}", PortOf(_listeners[address.Length % _listeners.Length]).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public void Dispose() => Array.ForEach(_listeners, listener => listener.Dispose());

    private static TcpListener[] ListenOnBoth()
    {
        while (true)
        {
            var first = Listen(IPAddress.Loopback, 0);
            try
            {
                return [first, Listen(IPAddress.IPv6Loopback, PortOf(first))];
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The port is somebody else's on ::1.
                first.Dispose();
            }
            catch (SocketException)
            {
                return [first];
            }
        }
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
