using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Network;

/// <summary>
/// The public internet at ports 80 and 443, and <c>Network:AllowedNetworks</c>. It judges addresses, because a name's owner decides what it
/// stands for. A name that a proxy resolves is judged as such: the proxy has to refuse what other names stand for.
/// </summary>
public sealed class OutboundPolicy(IOptions<NetworkOptions> options)
{
    private readonly NetworkEntry[] _allowed = NetworkEntry.ParseAll(options.Value.AllowedNetworks);

    /// <param name="port">Null for one that the operator chose.</param>
    /// <param name="addresses">None where a proxy resolves the name.</param>
    /// <returns>What is refused; empty when the host is permitted. One refusal refuses the host; addresses come before ports.</returns>
    public IReadOnlyList<OutboundRefusal> Judge(string host, int? port, IReadOnlyList<IPAddress> addresses)
    {
        var name = HostName.Normalize(host);
        if (addresses.Count == 0 && (HostName.TryParseAddress(name, out var known) || (known = SpecialNames.AddressOf(name)) is not null))
            addresses = [known];
        IEnumerable<OutboundRefusal?> refusals = addresses.Count == 0 ? [JudgeName(name, port)] : addresses.Select(address => Judge(name, port, address));
        return [.. refusals.OfType<OutboundRefusal>().OrderBy(refusal => refusal.Range is null)];
    }

    /// <summary>An entry means this very host, and not only a network that it is in. Whatever is allowed on this machine itself counts.</summary>
    public bool Names(string host, int port)
    {
        var name = HostName.Normalize(host);
        var isAddress = HostName.TryParseAddress(name, out var address);
        return Array.Exists(_allowed, entry => entry.Opens(port)
            && (entry.Covers(name) || isAddress && entry.Contains(address!) && (entry.IsAddress || IPAddress.IsLoopback(address!))));
    }

    internal static bool IsMetadata(IPAddress address) => RangesOf(EmbeddedIPv4.Unwrap(address)).Exists(range => range.IsMetadata);

    private OutboundRefusal? Judge(string name, int? port, IPAddress address)
    {
        var end = EmbeddedIPv4.Unwrap(address);
        var ranges = RangesOf(end);
        var isMetadata = ranges.Exists(range => range.IsMetadata);
        var range = ranges.FirstOrDefault()?.Name ?? (IsPublic(end) ? null : "a network that is not public");
        var entry = isMetadata || HostName.TryParseAddress(name, out _) ? AddressEntry(end) : name;
        return Judge(range, port, [.. _allowed.Where(one => one.Contains(end) || one.Contains(address) || !isMetadata && one.Covers(name))], entry) is { } refusal
            ? refusal with { Address = address }
            : null;
    }

    private OutboundRefusal? JudgeName(string name, int? port) =>
        Judge(SpecialNames.IsPrivate(name) ? "a private network" : null, port, [.. _allowed.Where(entry => entry.Covers(name))], name);

    /// <param name="range">Null in the public internet.</param>
    private static OutboundRefusal? Judge(string? range, int? port, NetworkEntry[] entries, string entry)
    {
        if (Array.Exists(entries, one => one.Opens(port)) || range is null && port is null or 80 or 443)
            return null;
        return new OutboundRefusal(entries.Length > 0 ? null : range, port is { } number ? string.Create(CultureInfo.InvariantCulture, $"{entry}:{number}") : entry);
    }

    private static List<SpecialRange> RangesOf(IPAddress end)
    {
        IPAddress[] meant = [end, .. EmbeddedIPv4.In(end)];
        return [.. SpecialRange.All.Where(range => meant.Any(range.Network.Contains))];
    }

    private static bool IsPublic(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork || SpecialRange.PublicIPv6.Contains(address);

    private static string AddressEntry(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? $"{address}/32" : $"[{new IPAddress(address.GetAddressBytes())}/128]";
}

/// <param name="Range">Where it is, to follow "in": "a private network". Null when only the port is refused.</param>
/// <param name="PermittedBy">The entry of <c>Network:AllowedNetworks</c> that permits this and no other port.</param>
public sealed record OutboundRefusal(string? Range, string PermittedBy)
{
    /// <summary>Null for a name that a proxy resolves.</summary>
    public IPAddress? Address { get; init; }
}

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
