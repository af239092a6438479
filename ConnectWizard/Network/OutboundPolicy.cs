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

    internal static bool IsMetadata(IPAddress address) => RangesOf(EmbeddedIPv4.Unwrap(address)).Exists(range => range.IsMetadata);

    private AddressRefusal? Judge(string name, IPAddress address)
    {
        var end = EmbeddedIPv4.Unwrap(address);
        if (_allowed.Any(entry => entry.Contains(end) || entry.Contains(address)))
            return null;
        var ranges = RangesOf(end);
        var isMetadata = ranges.Exists(range => range.IsMetadata);
        if (ranges.Count == 0 && IsPublic(end) || !isMetadata && _allowed.Any(entry => entry.Covers(name)))
            return null;
        var opensByName = !isMetadata && !HostName.TryParseAddress(name, out _);
        var range = ranges.FirstOrDefault()?.Name ?? "a network that is not public";
        return new AddressRefusal(address, range, opensByName ? name : AddressFixture(end));
    }

    private static List<SpecialRange> RangesOf(IPAddress end)
    {
        IPAddress[] meant = [end, .. EmbeddedIPv4.In(end)];
        return [.. SpecialRange.All.Where(range => meant.Any(range.Network.Contains))];
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

/// <param name="IsMetadata">A cloud gives its machines' credentials away here: no host name opens it.</param>
internal sealed record SpecialRange(IPNetwork Network, string Name, bool IsMetadata = false)
{
    /// <summary>
    /// The special-purpose registries of IANA for IPv4 and IPv6 (RFC 6890 and its successors), multicast, and where clouds keep
    /// metadata; those first, because their name says more. Ranges that merely carry an IPv4 address which decides
    /// (<c>::ffff:0:0/96</c>, <c>64:ff9b::/96</c>) are not here: see <see cref="EmbeddedIPv4"/>.
    /// </summary>
    public static IReadOnlyList<SpecialRange> All { get; } =
    [
        Metadata("169.254.169.254/32"), // AWS, Azure, Google Cloud, OpenStack and most others
        Metadata("169.254.170.2/32"), // AWS container credentials
        Metadata("169.254.170.23/32"), // AWS pod identity
        Metadata("169.254.42.42/32"), // Scaleway
        Metadata("168.63.129.16/32"), // Azure's platform address, though it looks public
        Metadata("100.100.100.200/32"), // Alibaba Cloud
        Metadata("192.0.0.192/32"), // Oracle Cloud, first generation
        Metadata("fd00:ec2::254/128"), // AWS
        Metadata("fd00:ec2::23/128"), // AWS pod identity
        Metadata("fd20:ce::254/128"), // Google Cloud
        Metadata("fd00:42::42/128"), // Scaleway

        new(IPNetwork.Parse("0.0.0.0/8"), "the network of unset addresses"),
        new(IPNetwork.Parse("10.0.0.0/8"), "a private network"),
        new(IPNetwork.Parse("100.64.0.0/10"), "a carrier's shared network"),
        new(IPNetwork.Parse("127.0.0.0/8"), "the loopback network of this machine"),
        new(IPNetwork.Parse("169.254.0.0/16"), "a link-local network"),
        new(IPNetwork.Parse("172.16.0.0/12"), "a private network"),
        new(IPNetwork.Parse("192.0.0.0/24"), "a network kept for protocols"),
        new(IPNetwork.Parse("192.0.2.0/24"), "a network for documentation"),
        new(IPNetwork.Parse("192.31.196.0/24"), "a network of the AS112 service"),
        new(IPNetwork.Parse("192.52.193.0/24"), "a network of multicast tunnels"),
        new(IPNetwork.Parse("192.88.99.0/24"), "a network of 6to4 relays"),
        new(IPNetwork.Parse("192.168.0.0/16"), "a private network"),
        new(IPNetwork.Parse("192.175.48.0/24"), "a network of the AS112 service"),
        new(IPNetwork.Parse("198.18.0.0/15"), "a network for benchmarks"),
        new(IPNetwork.Parse("198.51.100.0/24"), "a network for documentation"),
        new(IPNetwork.Parse("203.0.113.0/24"), "a network for documentation"),
        new(IPNetwork.Parse("224.0.0.0/4"), "a multicast network"),
        new(IPNetwork.Parse("255.255.255.255/32"), "the broadcast address"),
        new(IPNetwork.Parse("240.0.0.0/4"), "a reserved network"),

        new(IPNetwork.Parse("::/128"), "the network of unset addresses"),
        new(IPNetwork.Parse("::1/128"), "the loopback network of this machine"),
        new(IPNetwork.Parse("::/96"), "a network of IPv4 addresses inside IPv6"),
        new(IPNetwork.Parse("64:ff9b:1::/48"), "a network of IPv4 addresses inside IPv6 (local NAT64)"),
        new(IPNetwork.Parse("100::/64"), "a network that is thrown away"),
        new(IPNetwork.Parse("100:0:0:1::/64"), "a network of dummy addresses"),
        new(IPNetwork.Parse("2001::/32"), "a network of IPv4 addresses inside IPv6 (Teredo)"),
        new(IPNetwork.Parse("2001:2::/48"), "a network for benchmarks"),
        new(IPNetwork.Parse("2001::/23"), "a network kept for protocols"),
        new(IPNetwork.Parse("2001:db8::/32"), "a network for documentation"),
        new(IPNetwork.Parse("2002::/16"), "a network of IPv4 addresses inside IPv6 (6to4)"),
        new(IPNetwork.Parse("2620:4f:8000::/48"), "a network of the AS112 service"),
        new(IPNetwork.Parse("3ffe::/16"), "a closed test network"),
        new(IPNetwork.Parse("3fff::/20"), "a network for documentation"),
        new(IPNetwork.Parse("5f00::/16"), "a network of segment identifiers"),
        new(IPNetwork.Parse("fc00::/7"), "a private network"),
        new(IPNetwork.Parse("fe80::/10"), "a link-local network"),
        new(IPNetwork.Parse("fec0::/10"), "a site-local network"),
        new(IPNetwork.Parse("ff00::/8"), "a multicast network"),
    ];

    /// <summary>All of IPv6 that has been given out for the public internet so far.</summary>
    public static IPNetwork PublicIPv6 { get; } = IPNetwork.Parse("2000::/3");

    private static SpecialRange Metadata(string network) =>
        new(IPNetwork.Parse(network), "a cloud's network for its machines' metadata", IsMetadata: true);
}
