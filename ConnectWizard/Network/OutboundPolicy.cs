using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Network;

/// <summary>The public internet, and <c>Network:AllowedNetworks</c>. It judges addresses, because a name's owner decides what it stands for.</summary>
public sealed class OutboundPolicy(IOptions<NetworkOptions> options)
{
    private readonly NetworkEntry[] _allowed = NetworkEntry.ParseAll(options.Value.AllowedNetworks);

    /// <returns>What is refused; empty when the host is permitted. One refusal refuses the host.</returns>
    public IReadOnlyList<AddressRefusal> Judge(string host, IReadOnlyList<IPAddress> addresses)
    {
        var name = HostName.Normalize(host);
        return [.. addresses.Select(address => Judge(name, address)).OfType<AddressRefusal>()];
    }

    private AddressRefusal? Judge(string name, IPAddress address)
    {
        var end = EmbeddedIPv4.Unwrap(address);
        if (_allowed.Any(entry => entry.Contains(end) || entry.Contains(address)))
            return null;
        IPAddress[] meant = [end, .. EmbeddedIPv4.In(end)];
        var ranges = SpecialRange.All.Where(range => meant.Any(range.Network.Contains)).ToList();
        var isMetadata = ranges.Exists(range => range.IsMetadata);
        if (ranges.Count == 0 && IsPublic(end) || !isMetadata && _allowed.Any(entry => entry.Covers(name)))
            return null;
        var opensByName = !isMetadata && !HostName.TryParseAddress(name, out _);
        var range = ranges.FirstOrDefault()?.Name ?? "a network that is not public";
        return new AddressRefusal(address, range, opensByName ? name : AddressFixture(end));
    }

    private static bool IsPublic(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork || SpecialRange.PublicIPv6.Contains(address);

    private static string AddressFixture(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? $"{address}/32" : $"{new IPAddress(address.GetAddressBytes())}/128";
}

/// <param name="Range">Where it is, to follow "in": "a private network".</param>
public sealed record AddressRefusal(IPAddress Address, string Range, string PermittedBy);

/// <summary>IPv4 addresses inside IPv6 addresses: a way around a list of forbidden IPv4 addresses.</summary>
internal static class EmbeddedIPv4
{
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");

    /// <summary>The IPv4 address where a connection really ends: of a mapped address, and of NAT64's well-known prefix (RFC 6052).</summary>
    public static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address) ? At(address.GetAddressBytes(), 12) : address;
    }

    public static IEnumerable<IPAddress> In(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return [];
        var bytes = address.GetAddressBytes();
        if (SixToFour.Contains(address))
            return [At(bytes, 2)];
        if (Teredo.Contains(address))
            return [At(bytes, 4), new IPAddress([.. bytes[12..].Select(octet => (byte)~octet)])];
        // How much of a local NAT64 prefix is prefix is not written in it: RFC 6052 knows four lengths from 48 on, and skips octet 8.
        if (LocalNat64.Contains(address))
            return [Of(bytes, 6, 7, 9, 10), Of(bytes, 7, 9, 10, 11), Of(bytes, 9, 10, 11, 12), At(bytes, 12)];
        return Compatible.Contains(address) || Translated.Contains(address) || IsIsatap(bytes) ? [At(bytes, 12)] : [];
    }

    /// <summary>The interface identifier of RFC 5214 section 6.1, which may stand in any network: a tunnel to the IPv4 address behind it.</summary>
    private static bool IsIsatap(byte[] bytes) => bytes is [_, _, _, _, _, _, _, _, 0x00 or 0x02, 0x00, 0x5e, 0xfe, _, _, _, _];

    private static IPAddress At(byte[] bytes, int start) => new(bytes.AsSpan(start, 4));

    private static IPAddress Of(byte[] bytes, params int[] octets) => new([.. octets.Select(octet => bytes[octet])]);
}
