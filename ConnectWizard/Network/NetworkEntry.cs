using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectWizard.Network;

/// <summary>An entry of a list of networks: a CIDR, an address (a CIDR of one), a host name, or all names below one.</summary>
/// <param name="MatchesBelow">Written <c>*.name</c>: the names below it, not itself.</param>
internal sealed record NetworkEntry(IPNetwork? Network, string? Name, bool MatchesBelow)
{
    private const string Below = "*.";

    /// <summary>Written <c>:443,8080</c> behind a name, an IPv4 network, or an IPv6 network in brackets; null for all.</summary>
    public IReadOnlyList<int>? Ports { get; private init; }

    public bool IsAddress => Network is { } network && network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8;

    /// <param name="port">Null for one that the operator chose.</param>
    public bool Opens(int? port) => port is not { } number || Ports is null || Ports.Contains(number);

    public bool Contains(IPAddress address) => Network is { } network && network.Contains(address);

    public bool Covers(string host) =>
        Name is not null
        && (MatchesBelow ? host.EndsWith("." + Name, StringComparison.Ordinal) : string.Equals(host, Name, StringComparison.Ordinal));

    public static NetworkEntry[] ParseAll(IEnumerable<string> texts) =>
        [.. texts.Select(text => TryParse(text, out var entry, out _) ? entry : null).OfType<NetworkEntry>()];

    public static bool TryParse(string? text, [NotNullWhen(true)] out NetworkEntry? entry, [NotNullWhen(false)] out string? fault)
    {
        text = text?.Trim() ?? "";
        var (place, ports) = Split(text);
        entry = Parse(place, out fault);
        if (entry is null || ports is null)
            return entry is not null;
        int[] numbers = [.. ports.Split(',').Select(PortOf)];
        entry = numbers.Contains(0) ? null : entry with { Ports = numbers };
        fault = entry is null ? $"'{text}' has a port that is no number from 1 to 65535" : null;
        return entry is not null;
    }

    private static NetworkEntry? Parse(string text, out string? fault)
    {
        fault = null;
        if (text.Contains('/', StringComparison.Ordinal))
            return ParseNetwork(text, out fault);
        if (HostName.TryParseAddress(text, out var address))
            return new NetworkEntry(new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128), null, MatchesBelow: false);
        var isBelow = text.StartsWith(Below, StringComparison.Ordinal);
        if (HostName.TryNormalize(isBelow ? text[Below.Length..] : text, out var name))
            return new NetworkEntry(null, name, isBelow);
        fault = $"'{text}' is neither a CIDR such as 10.0.0.0/8 nor a host name";
        return null;
    }

    /// <summary>An IPv6 address needs brackets before ports: its own colons are no sign of them.</summary>
    private static (string Place, string? Ports) Split(string text)
    {
        if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
            return text[(end + 1)..] is { Length: > 0 } rest ? rest[0] == ':' ? (text[1..end], rest[1..]) : (text, null) : (text[1..end], null);
        return text.Split(':') is [var place, var ports] && !ports.Contains('/', StringComparison.Ordinal) ? (place, ports) : (text, null);
    }

    private static int PortOf(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port : 0;

    private static NetworkEntry? ParseNetwork(string text, out string? fault)
    {
        var slash = text.LastIndexOf('/');
        fault = $"'{text}' is not a CIDR such as 10.0.0.0/8 or fd00::/8";
        if (!HostName.TryParseAddress(text[..slash], out var address)
            || !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return null;
        }

        if (address.IsIPv4MappedToIPv6)
            fault = $"'{text}' is an IPv4 network inside IPv6: write it as IPv4";
        else if (length <= address.GetAddressBytes().Length * 8 && FirstOf(address, length) is var first)
            fault = first.Equals(address) ? null : $"'{text}' names an address inside its network: write {first}/{length}";
        return fault is null ? new NetworkEntry(new IPNetwork(address, length), null, false) : null;
    }

    private static IPAddress FirstOf(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
