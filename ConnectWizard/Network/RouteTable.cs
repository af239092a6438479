using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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
        var route = new OutboundRoute(name, entry?.TargetPort ?? port) { IsPortConfigured = entry?.TargetPort is not null };
        if (entry?.TargetHost is { } target)
            return route with { ConnectTo = new DnsEndPoint(target, route.Port) };
        return _proxy is null || IsException(name) ? route : route with { Proxy = _proxy };
    }

    private bool IsException(string name) =>
        _exceptions.Any(entry => entry.Covers(name) || HostName.TryParseAddress(name, out var address) && entry.Contains(address));
}

/// <param name="Port">The port to connect to: the original one, unless an entry of <c>Network:ConnectTo</c> changes it.</param>
public sealed record OutboundRoute(string Host, int Port)
{
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>The operator's target, which is not subject to the policy.</summary>
    public DnsEndPoint? ConnectTo { get; init; }

    /// <summary>The address comes from configuration alone, so it is not subject to the policy.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>The port is the operator's, so it is not subject to the policy.</summary>
    public bool IsPortConfigured { get; init; }

    public DnsEndPoint? Proxy { get; init; }
}

public sealed record OutboundConnection(Stream Stream, IPEndPoint RemoteEndPoint);

/// <summary>One entry of <c>Network:ConnectTo</c>, in the syntax of curl's <c>--connect-to</c>.</summary>
/// <param name="TargetHost">Where to connect; null for the original host, to which the policy then applies.</param>
internal sealed record ConnectToEntry(string? Host, int? Port, string? TargetHost, int? TargetPort)
{
    public bool Fits(string host, int port) =>
        (Host is null || string.Equals(Host, host, StringComparison.Ordinal)) && (Port is null || Port == port);

    public static ConnectToEntry[] ParseAll(IEnumerable<string> texts) =>
        [.. texts.Select(text => TryParse(text, out var entry, out _) ? entry : null).OfType<ConnectToEntry>()];

    public static bool TryParse(string? text, [NotNullWhen(true)] out ConnectToEntry? entry, [NotNullWhen(false)] out string? fault)
    {
        entry = null;
        fault = null;
        if (Split(text?.Trim() ?? "") is not { } parts)
            fault = $"'{text}' is not host:port:target-host:target-port, an IPv6 address in brackets";
        else if (!TryReadHost(parts[0], out var host) | !TryReadHost(parts[2], out var targetHost))
            fault = $"'{text}' has a host that is neither a name nor an address";
        else if (!TryReadPort(parts[1], out var port) | !TryReadPort(parts[3], out var targetPort))
            fault = $"'{text}' has a port that is no number from 1 to 65535";
        else
            entry = new ConnectToEntry(host, port, targetHost, targetPort);
        return entry is not null;
    }

    private static List<string>? Split(string text)
    {
        var parts = new List<string> { "" };
        var inBrackets = false;
        foreach (var character in text)
        {
            inBrackets = character switch { '[' => true, ']' => false, _ => inBrackets };
            if (character == ':' && !inBrackets)
                parts.Add("");
            else
                parts[^1] += character;
        }

        return parts.Count == 4 && !inBrackets ? parts : null;
    }

    private static bool TryReadHost(string text, out string? host)
    {
        host = null;
        return text.Length == 0 || HostName.TryNormalize(text, out host);
    }

    private static bool TryReadPort(string text, out int? port)
    {
        port = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 ? number : null;
        return text.Length == 0 || port is not null;
    }
}
