using System.Net;

namespace ConnectWizard.Network;

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

/// <summary>Names whose meaning is the same on every network, for those that only a proxy resolves.</summary>
internal static class SpecialNames
{
    private static readonly IPAddress Metadata = IPAddress.Parse("169.254.169.254");
    private static readonly string[] OfMetadata = ["metadata", "metadata.goog", "metadata.google.internal", "metadata.tencentyun.com", "metadata.platformequinix.com"];

    // Set apart by RFC 6762 and 8375 and by ICANN, or never delegated because so many networks use them.
    private static readonly string[] Private = ["local", "internal", "home.arpa", "localdomain", "corp", "home", "lan", "intranet", "private"];

    /// <returns>The address that a name stands for; null for one that has to be asked for.</returns>
    public static IPAddress? AddressOf(string name) =>
        name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal) ? IPAddress.Loopback
        : OfMetadata.Contains(name, StringComparer.Ordinal) ? Metadata
        : null;

    public static bool IsPrivate(string name) =>
        !name.Contains('.', StringComparison.Ordinal) || Array.Exists(Private, end => name.EndsWith("." + end, StringComparison.Ordinal));
}
