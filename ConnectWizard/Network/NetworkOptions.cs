namespace ConnectWizard.Network;

public sealed class NetworkOptions
{
    public const string Section = "Network";

    /// <summary>
    /// CIDRs and host names exempt from the outbound policy. A name is exempt with every address it stands for, but for those at which
    /// clouds keep their metadata: these take a CIDR.
    /// </summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>
    /// Entries <c>host:port:target-host:target-port</c>, as curl's <c>--connect-to</c>: what is for the first two connects to the last two.
    /// The first entry that fits is used. An empty host or port fits any, an empty target host or port is the original one.
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

    /// <summary>
    /// Where to connect without it: CIDRs (for addresses typed as such), host names, and <c>*.example.com</c> for all below a name.
    /// </summary>
    public IList<string> Exceptions { get; set; } = [];
}
