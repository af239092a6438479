using System.Net;

namespace ConnectWizard.Network;

/// <summary>How a host and port are reached, before anything is connected.</summary>
/// <param name="Host">The original host, normalized.</param>
/// <param name="Port">The port to connect to: the original one, unless an entry of <c>Network:ConnectTo</c> changes it.</param>
public sealed record OutboundRoute(string Host, int Port)
{
    /// <summary>All addresses of the host; empty where it is not resolved here.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>The operator's own target for this host, which is not subject to the policy.</summary>
    public DnsEndPoint? ConnectTo { get; init; }

    /// <summary>The operator's proxy, which resolves the host and connects to it in our place.</summary>
    public DnsEndPoint? Proxy { get; init; }

    /// <summary>The whole address is the operator's own word: the policy, which is for what people type, does not judge it.</summary>
    public bool IsOperators { get; init; }
}

/// <summary>A TCP connection that was made, through the proxy if there is one.</summary>
/// <param name="Stream">The connection; closing it closes the socket.</param>
/// <param name="RemoteEndPoint">What the socket is connected to.</param>
public sealed record OutboundConnection(Stream Stream, IPEndPoint RemoteEndPoint);
