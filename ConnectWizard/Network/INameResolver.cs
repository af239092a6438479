using System.Net;
using System.Net.Sockets;

namespace ConnectWizard.Network;

/// <summary>Turns a host name into addresses.</summary>
public interface INameResolver
{
    /// <returns>All addresses, in the order in which they should be tried; at least one.</returns>
    /// <exception cref="SocketException">The name is unknown, or the name server does not answer.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>Asks the operating system, its hosts file included.</summary>
internal sealed class SystemNameResolver : INameResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
