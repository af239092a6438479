using System.Globalization;
using ConnectWizard.Connections;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard.Help;

/// <summary>The blocks of the firewall page as plain text, line by line, ready to copy into a ticket.</summary>
/// <param name="facts">What is configured.</param>
/// <param name="servers">The servers of the connections, each once, without virtual directory.</param>
/// <param name="words">The page's texts.</param>
internal sealed class FirewallSheet(FirewallFacts facts, IReadOnlyList<ServerAddress> servers, IStringLocalizer words)
{
    /// <summary>Where connections come from and where they go.</summary>
    public string Outgoing => Lines(
    [
        words["sheet.from", facts.OutboundAddresses.Count > 0 ? string.Join(", ", facts.OutboundAddresses) : words["sheet.from.unknown"].Value],
        .. servers.Select(To).DefaultIfEmpty(words["sheet.to.none"]),
        .. facts.Cloud.Except(servers).Select(ToCloud),
        .. facts.Receivers.Select(receiver => $"{To(receiver.Server)}, {receiver.Key}"),
        .. facts.MailServer is var (host, port) ? [words["sheet.mail", HostAndPort(host, port)].Value] : Array.Empty<string>(),
        .. facts.ProxyExceptions.Count > 0 ? [words["sheet.proxy.exceptions", string.Join(", ", facts.ProxyExceptions)].Value] : Array.Empty<string>(),
    ]);

    /// <summary>Where we are reached, and for what.</summary>
    public string Incoming => facts.PublicUrl is { } url
        ? Lines(
            words["sheet.at", HostAndPort(url.IdnHost, url.Port), url.Scheme],
            facts.PublicPaths.Count > 0 ? words["sheet.paths", string.Join(", ", facts.PublicPaths)] : words["sheet.paths.none"])
        : words["sheet.at.none"];

    /// <summary>The entries of the outbound policy to add, as environment variables, numbered behind those that there are.</summary>
    public string AllowExample => Lines(
        Setting("Network__AllowedNetworks__", facts.AllowedNetworks, "10.20.0.0/16:443"),
        Setting("Network__AllowedNetworks__", facts.AllowedNetworks + 1, string.Create(CultureInfo.InvariantCulture, $"{ExampleHost}:{ExamplePort}")));

    /// <summary>The entry that trusts one more authority.</summary>
    public string TrustExample => Setting("Network__TrustedCertificates__", facts.TrustedCertificates, "/etc/connectwizard/authority.pem");

    /// <summary>Shows the certificates that a server sends, on a machine with OpenSSL.</summary>
    public string ShowChain => string.Create(
        CultureInfo.InvariantCulture, $"openssl s_client -connect {ExampleHost}:{ExamplePort} -servername {ExampleHost} -showcerts </dev/null");

    /// <summary>The addresses as a named location takes them: each in CIDR form.</summary>
    public string Locations => string.Join('\n', facts.OutboundAddresses.Select(address =>
        address.Contains('/', StringComparison.Ordinal) ? address : address + (address.Contains(':', StringComparison.Ordinal) ? "/128" : "/32")));

    /// <summary>All of it in one block.</summary>
    public string All => string.Join(
        "\n\n",
        Lines(words["sheet.title"]),
        Lines(words["sheet.out"], Outgoing),
        Lines(words["sheet.in"], Incoming),
        Lines(words["sheet.settings"], AllowExample, TrustExample));

    private ServerAddress? Example => servers.FirstOrDefault(server => server.IsEncrypted);

    private string ExampleHost => Example?.Host ?? "azure.example.com";

    private int ExamplePort => Example?.Port ?? 443;

    private string ToCloud(ServerAddress server) => words["sheet.cloud", To(server)];

    private string To(ServerAddress server) => facts.FindConnectToRule(server) is { } rule
        ? words["sheet.to.rule", HostAndPort(server.Host, server.Port), server.Scheme, HostAndPort(rule.Host, rule.Port), rule.Key]
        : words["sheet.to", HostAndPort(server.Host, server.Port), server.Scheme];

    private static string HostAndPort(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}, TCP {port}");

    private static string Setting(string key, int number, string value) => string.Create(CultureInfo.InvariantCulture, $"{key}{number}={value}");

    private static string Lines(params IEnumerable<string> lines) => string.Join('\n', lines);
}
