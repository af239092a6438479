namespace ConnectWizard.Network;

public sealed class NetworkOptions
{
    public const string Section = "Network";

    /// <summary>CIDRs and host names exempt from the outbound policy; addresses at which clouds keep their metadata need a CIDR.</summary>
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
