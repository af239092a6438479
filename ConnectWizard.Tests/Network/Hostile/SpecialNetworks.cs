using System.Net;
using System.Numerics;
using Xunit;

namespace ConnectWizard.Network.Hostile;

/// <summary>
/// IANA's registries of special-purpose addresses for IPv4 and IPv6, with multicast and what is not given out, written down a second time:
/// the policy's own list must not be judged by itself.
/// </summary>
internal static class SpecialNetworks
{
    private static readonly string[] All =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
        "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
        "240.0.0.0/4", "168.63.129.16/32", "::/127", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "2002::/16",
        "2620:4f:8000::/48", "3ffe::/16", "3fff::/20", "4000::/2", "5f00::/16", "8000::/1", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    ];

    /// <summary>The first and the last address of each.</summary>
    public static TheoryData<string> Edges => [.. All.Select(IPNetwork.Parse).SelectMany(network => new[] { First(network), Last(network) }).Select(Text)];

    /// <summary>The addresses directly before and behind each, where they are nobody else's.</summary>
    public static TheoryData<string> Neighbours =>
    [
        .. All.Select(IPNetwork.Parse)
            .SelectMany(network => new[] { Step(First(network), -1), Step(Last(network), 1) })
            .OfType<IPAddress>()
            .Where(address => !All.Select(IPNetwork.Parse).Any(network => network.Contains(address)))
            .Where(address => address.GetAddressBytes() is { Length: 4 } or [>= 0x20 and < 0x40, ..])
            .Select(Text)
            .Distinct(StringComparer.Ordinal),
    ];

    private static string Text(IPAddress address) => address.GetAddressBytes().Length == 4 ? address.ToString() : $"[{address}]";

    private static IPAddress First(IPNetwork network) => network.BaseAddress;

    private static IPAddress Last(IPNetwork network)
    {
        var width = network.BaseAddress.GetAddressBytes().Length * 8;
        return Step(network.BaseAddress, (BigInteger.One << (width - network.PrefixLength)) - 1)!;
    }

    private static IPAddress? Step(IPAddress from, BigInteger by)
    {
        var bytes = from.GetAddressBytes();
        var to = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) + by;
        if (to.Sign < 0 || to >= BigInteger.One << (bytes.Length * 8))
            return null;
        var moved = to.ToByteArray(isUnsigned: true, isBigEndian: true);
        return new IPAddress([.. Enumerable.Repeat((byte)0, bytes.Length - moved.Length), .. moved]);
    }
}
