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

    public bool Contains(IPAddress address) => Network is { } network && network.Contains(address);

    public bool Covers(string host) =>
        Name is not null
        && (MatchesBelow ? host.EndsWith("." + Name, StringComparison.Ordinal) : string.Equals(host, Name, StringComparison.Ordinal));

    public static NetworkEntry[] ParseAll(IEnumerable<string> texts) =>
        [.. texts.Select(text => TryParse(text, out var entry, out _) ? entry : null).OfType<NetworkEntry>()];

    public static bool TryParse(string? text, [NotNullWhen(true)] out NetworkEntry? entry, [NotNullWhen(false)] out string? fault)
    {
        text = text?.Trim() ?? "";
        entry = null;
        fault = null;
        if (text.Contains('/', StringComparison.Ordinal))
            entry = ParseNetwork(text, out fault);
        else if (HostName.TryParseAddress(text.TrimStart('[').TrimEnd(']'), out var address))
            entry = new NetworkEntry(new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128), null, MatchesBelow: false);
        else if (HostName.TryNormalize(text.StartsWith(Below, StringComparison.Ordinal) ? text[Below.Length..] : text, out var name))
            entry = new NetworkEntry(null, name, text.StartsWith(Below, StringComparison.Ordinal));
        else
            fault = $"'{text}' is neither a CIDR such as 10.0.0.0/8 nor a host name";
        return entry is not null;
    }

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
