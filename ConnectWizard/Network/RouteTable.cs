using System.Net;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Network;

public sealed class RouteTable
{
    private readonly ConnectToEntry[] _connectTo;
    private readonly DnsEndPoint? _proxy;
    private readonly NetworkEntry[] _exceptions;

    public RouteTable(IOptions<NetworkOptions> options)
    {
        var (network, proxy) = (options.Value, options.Value.Proxy);
        _connectTo = ConnectToEntry.ParseAll(network.ConnectTo);
        _exceptions = NetworkEntry.ParseAll(proxy.Exceptions);
        _proxy = Uri.TryCreate(proxy.Url, UriKind.Absolute, out var url) ? new DnsEndPoint(url.IdnHost, url.Port) : null;
    }

    /// <summary>An entry of <c>ConnectTo</c> with a target wins over the proxy.</summary>
    public OutboundRoute Find(string host, int port)
    {
        var name = HostName.Normalize(host);
        var entry = _connectTo.FirstOrDefault(entry => entry.Fits(name, port));
        var route = new OutboundRoute(name, entry?.TargetPort ?? port);
        if (entry?.TargetHost is { } target)
            return route with { ConnectTo = new DnsEndPoint(target, route.Port) };
        return _proxy is null || IsException(name) ? route : route with { Proxy = _proxy };
    }

    private bool IsException(string name) =>
        _exceptions.Any(entry => entry.Covers(name) || HostName.TryParseAddress(name, out var address) && entry.Contains(address));
}

/// <summary>How a host and port are reached, before anything is connected.</summary>
/// <param name="Port">The port to connect to: the original one, unless an entry of <c>Network:ConnectTo</c> changes it.</param>
public sealed record OutboundRoute(string Host, int Port)
{
    /// <summary>Empty where the host is not resolved here.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>The operator's target, which is not subject to the policy.</summary>
    public DnsEndPoint? ConnectTo { get; init; }

    /// <summary>The address comes from configuration alone, so it is not subject to the policy.</summary>
    public bool IsConfigured { get; init; }

    public DnsEndPoint? Proxy { get; init; }
}

/// <param name="Stream">Owns the socket.</param>
public sealed record OutboundConnection(Stream Stream, IPEndPoint RemoteEndPoint);
