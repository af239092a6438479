using System.Net;
using System.Net.Sockets;

namespace ConnectWizard.Network;

/// <summary>Finds the IPv4 addresses that an IPv6 address carries: a way around a list of forbidden IPv4 addresses.</summary>
internal static class EmbeddedIPv4
{
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");

    /// <summary>
    /// The IPv4 address where a connection to <paramref name="address"/> really ends: for a mapped one, as the operating system treats it, and
    /// for NAT64's well-known prefix (RFC 6052), through which an IPv6-only network reaches all of IPv4. Others are given back as they are.
    /// </summary>
    public static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address) ? At(address.GetAddressBytes(), 12) : address;
    }

    /// <summary>Every IPv4 address that is written into an IPv6 address of a kind that carries them.</summary>
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
