using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Network;

/// <summary>
/// Where addresses that people type may lead: the public internet, and what <c>Network:AllowedNetworks</c> adds to it. It judges addresses,
/// never names, because a name's owner decides what it stands for.
/// </summary>
public sealed class OutboundPolicy(IOptions<NetworkOptions> options)
{
    private readonly NetworkEntry[] _allowed = NetworkEntry.ParseAll(options.Value.AllowedNetworks);

    /// <summary>Holds all that a host stands for against the policy. One refusal refuses the host.</summary>
    /// <returns>What is refused; empty when the host is permitted.</returns>
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

/// <summary>An address that the policy refuses.</summary>
/// <param name="Range">Where it is, to follow "in": "a private network".</param>
/// <param name="PermittedBy">The entry in <c>Network:AllowedNetworks</c> that would permit it.</param>
public sealed record AddressRefusal(IPAddress Address, string Range, string PermittedBy);
