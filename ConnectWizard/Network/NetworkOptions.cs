using Microsoft.Extensions.Options;

namespace ConnectWizard.Network;

public sealed class NetworkOptions
{
    public const string Section = "Network";

    /// <summary>CIDRs and host names exempt from the outbound policy, with or without ports; addresses at which clouds keep their metadata need a CIDR.</summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>
    /// Entries <c>host:port:target-host:target-port</c>, as curl's <c>--connect-to</c>. The first one that fits is used. An empty part fits any,
    /// or is the original one.
    /// </summary>
    public IList<string> ConnectTo { get; set; } = [];

    /// <summary>PEM files of certificate authorities trusted in addition to the system's.</summary>
    public IList<string> TrustedCertificates { get; set; } = [];

    /// <summary>For all outbound requests; the environment's proxy variables are ignored.</summary>
    public ProxyOptions Proxy { get; set; } = new();

    /// <summary>Addresses or CIDRs that this installation connects from, for a firewall's administrator.</summary>
    public IList<string> OutboundAddresses { get; set; } = [];
}

public sealed class ProxyOptions
{
    /// <summary><c>http://proxy.example:3128</c>; empty for none. Credentials in it are refused.</summary>
    public string Url { get; set; } = "";

    /// <summary>Where to connect without it: CIDRs (for addresses typed as such), host names, and <c>*.example.com</c>.</summary>
    public IList<string> Exceptions { get; set; } = [];
}

internal sealed class ValidateNetworkOptions : IValidateOptions<NetworkOptions>
{
    public ValidateOptionsResult Validate(string? name, NetworkOptions options)
    {
        string[] faults =
        [
            .. Faults(nameof(options.AllowedNetworks), options.AllowedNetworks, FaultOfAllowed),
            .. Faults(nameof(options.ConnectTo), options.ConnectTo, text => ConnectToEntry.TryParse(text, out _, out var fault) ? null : fault),
            .. Faults(nameof(options.TrustedCertificates), options.TrustedCertificates, TrustedAuthorities.FaultOf),
            .. Faults("Proxy:Url", options.Proxy.Url),
            .. Faults("Proxy:Exceptions", options.Proxy.Exceptions, FaultOfException),
            .. Faults(nameof(options.OutboundAddresses), options.OutboundAddresses, FaultOfAddress),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(string key, IList<string> entries, Func<string, string?> faultOf) => entries
        .Select((text, index) => (Index: index, Fault: faultOf(text ?? "")))
        .Where(entry => entry.Fault is not null)
        .Select(entry => $"{NetworkOptions.Section}:{key}:{entry.Index}: {entry.Fault}.");

    private static IEnumerable<string> Faults(string key, string proxy)
    {
        if (proxy.Length > 0 && FaultOfProxy(proxy) is { } fault)
            yield return $"{NetworkOptions.Section}:{key}: {fault}.";
    }

    private static string? FaultOfAllowed(string text)
    {
        if (!NetworkEntry.TryParse(text, out var entry, out var fault))
            return fault;
        return entry.MatchesBelow ? $"'{text}' stands for many names; name each host, or its network as a CIDR" : null;
    }

    private static string? FaultOfException(string text)
    {
        if (!NetworkEntry.TryParse(text, out var entry, out var fault))
            return fault;
        return entry.Ports is null ? null : $"'{text}' has a port; an exception is for all of them";
    }

    private static string? FaultOfAddress(string text) =>
        NetworkEntry.TryParse(text, out var entry, out _) && entry is { Network: not null, Ports: null } ? null : $"'{text}' is neither an IP address nor a CIDR";

    // Not quoted: a password may be in it.
    private static string? FaultOfProxy(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
            return "is not the http:// address of a proxy";
        if (url.UserInfo.Length > 0)
            return "contains credentials, which proxies are not given";
        return url.PathAndQuery == "/" ? null : "has a path; only host and port belong here";
    }
}
