using ConnectWizard.Access;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Notifications;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Dashboard.Help;

/// <summary>The configuration that the firewall page is made from.</summary>
public sealed record FirewallFacts
{
    /// <summary><c>Network:OutboundAddresses</c>: where this installation connects from; empty when nobody said.</summary>
    public IReadOnlyList<string> OutboundAddresses { get; init; } = [];

    /// <summary><c>Network:ConnectTo</c>, entry by entry.</summary>
    public IReadOnlyList<string> ConnectTo { get; init; } = [];

    /// <summary><c>Network:Proxy:Url</c>; empty for none.</summary>
    public string Proxy { get; init; } = "";

    /// <summary><c>Network:Proxy:Exceptions</c>.</summary>
    public IReadOnlyList<string> ProxyExceptions { get; init; } = [];

    /// <summary>Azure DevOps Services and Microsoft Entra as far as this installation talks to them; empty where nobody can sign in.</summary>
    public IReadOnlyList<ServerAddress> Cloud { get; init; } = [];

    /// <summary>Where signed messages are posted: the build system and the receiver of notifications, by the key that says where. Those on this machine are left out.</summary>
    public IReadOnlyList<(string Key, ServerAddress Server)> Receivers { get; init; } = [];

    /// <summary>The mail server, <c>Mail:Host</c> and <c>Mail:Port</c>, which is connected to straight; null without one, and for one on this machine.</summary>
    public (string Host, int Port)? MailServer { get; init; }

    /// <summary>How many entries <c>Network:AllowedNetworks</c> has: the number of the next one. The entries themselves would tell a stranger about the network.</summary>
    public int AllowedNetworks { get; init; }

    /// <summary>How many files <c>Network:TrustedCertificates</c> names.</summary>
    public int TrustedCertificates { get; init; }

    /// <summary><c>PublicUrl</c>: where Azure DevOps reaches this installation; null when it is not configured, and then only this machine reaches it.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The paths that answer there.</summary>
    public IReadOnlyList<string> PublicPaths { get; init; } = [];

    /// <summary>How a server is really reached, where configuration says another way than straight to its name.</summary>
    public Func<ServerAddress, ConnectToRule?> FindConnectToRule { get; init; } = _ => null;

    public static FirewallFacts Of(IServiceProvider services)
    {
        var network = services.GetRequiredService<IOptions<NetworkOptions>>().Value;
        var routes = services.GetRequiredService<RouteTable>();
        var cloud = services.GetRequiredService<CloudSetup>();
        var mail = services.GetRequiredService<IOptions<MailOptions>>().Value;
        (string Key, Uri? Url)[] receivers =
        [
            ($"{BuildsOptions.Section}:{nameof(BuildsOptions.Url)}", services.GetRequiredService<IOptions<BuildsOptions>>().Value.Address),
            ($"{NotificationsOptions.Section}:{nameof(NotificationsOptions.Url)}", services.GetRequiredService<IOptions<NotificationsOptions>>().Value.Address),
        ];
        return new FirewallFacts
        {
            OutboundAddresses = [.. network.OutboundAddresses],
            ConnectTo = [.. network.ConnectTo],
            Proxy = network.Proxy.Url,
            ProxyExceptions = [.. network.Proxy.Exceptions],
            Cloud = cloud.CanSignIn ? [cloud.Organizations with { VirtualDirectory = "" }, .. cloud.Beside.Select(address => address with { VirtualDirectory = "" })] : [],
            Receivers = [.. receivers.Where(receiver => receiver.Url is { IsLoopback: false }).Select(receiver => (receiver.Key, new ServerAddress(receiver.Url!.Scheme, receiver.Url.IdnHost, receiver.Url.Port, "")))],
            MailServer = mail.IsSetUp && !mail.IsLoopback ? (mail.Host, mail.Port) : null,
            AllowedNetworks = network.AllowedNetworks.Count,
            TrustedCertificates = network.TrustedCertificates.Count,
            PublicUrl = services.GetRequiredService<IOptions<PublicUrlOptions>>().Value.Address,
            PublicPaths = [.. services.GetServices<PublicPath>().Where(path => !path.IsPart).Select(path => path.Prefix)],
            FindConnectToRule = server => routes.Find(server.Host, server.Port) switch
            {
                { ConnectTo: { } target } => new ConnectToRule("Network:ConnectTo", target.Host, target.Port),
                { Proxy: { } proxy } => new ConnectToRule("Network:Proxy", proxy.Host, proxy.Port),
                _ => null,
            },
        };
    }
}

/// <summary>A way that the operator configured.</summary>
/// <param name="Key">By which key: <c>Network:ConnectTo</c> or <c>Network:Proxy</c>.</param>
/// <param name="Host">Where we connect instead.</param>
/// <param name="Port">Its port.</param>
public sealed record ConnectToRule(string Key, string Host, int Port);
