using Bunit;
using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Notifications;
using ConnectWizard.Storage;
using ConnectWizard.Wizard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Dashboard.Help;

public sealed class FirewallHelpPageTests : BunitContext
{
    private readonly IConnectionStore _connections = Substitute.For<IConnectionStore>();

    public FirewallHelpPageTests()
    {
        ServersAre();
        var browser = Substitute.For<IBrowserIdentity>();
        browser.GetOwnerAsync(default).ReturnsForAnyArgs(new OwnerId("browser"));
        Services.AddLocalization().AddSingleton(_connections).AddSingleton(browser);
        Services.AddSingleton(Substitute.For<ICredentialStore>()).AddSingleton(Substitute.For<IDraftStore>()).AddSingleton(Substitute.For<IAuditTrail>()).AddConnectionService();
    }

    [Fact]
    public void Each_server_is_listed_once_with_host_port_and_scheme()
    {
        ServersAre(Server("azure.example.com", 443, "/tfs"), Server("azure.example.com", 443, ""), Server("build.example.com", 8080, "", "http"));

        TextOf(Show(new FirewallFacts()), "firewall-out").Split('\n')[1..].ShouldBe(["to: azure.example.com, TCP 443 (https)", "to: build.example.com, TCP 8080 (http)"]);
    }

    [Fact]
    public void The_clouds_addresses_are_among_them_where_people_can_sign_in()
    {
        var there = new ServerAddress("https", "dev.azure.com", 443, "");
        ServersAre(there);

        var page = Show(new FirewallFacts { Cloud = [there, new ServerAddress("https", "login.microsoftonline.com", 443, "")] });

        TextOf(page, "firewall-out").Split('\n')[1..].ShouldBe(
            ["to: dev.azure.com, TCP 443 (https)", "to: login.microsoftonline.com, TCP 443 (https), Azure DevOps Services"]);
    }

    [Fact]
    public void A_way_of_its_own_is_shown_with_the_key_that_set_it()
    {
        ServersAre(Server("azure.example.com", 443, ""));

        var page = Show(new FirewallFacts
        {
            Proxy = "http://proxy.example:3128",
            ProxyExceptions = ["10.0.0.0/8"],
            FindConnectToRule = _ => new ConnectToRule("Network:Proxy", "proxy.example", 3128),
        });

        TextOf(page, "firewall-out").ShouldEndWith(
            "to: proxy.example, TCP 3128 (Network:Proxy), in place of azure.example.com, TCP 443 (https)\nwithout the proxy: 10.0.0.0/8");
        page.Markup.ShouldContain("http://proxy.example:3128");
    }

    [Fact]
    public void Mail_server_and_receivers_are_among_them_with_their_keys()
    {
        var page = Show(new FirewallFacts
        {
            Receivers = [("Builds:Url", Server("builds.example", 443, "")), ("Notifications:Url", Server("hooks.example", 8080, "", "http"))],
            MailServer = ("mail.example", 587),
            FindConnectToRule = server => server.Host == "builds.example" ? new ConnectToRule("Network:Proxy", "proxy.example", 3128) : null,
        });

        TextOf(page, "firewall-out").Split('\n')[2..].ShouldBe(
        [
            "to: proxy.example, TCP 3128 (Network:Proxy), in place of builds.example, TCP 443 (https), Builds:Url",
            "to: hooks.example, TCP 8080 (http), Notifications:Url",
            "to: mail.example, TCP 587 (SMTP), Mail:Host",
        ]);
    }

    [Theory]
    [InlineData("mail.example", "https://hooks.example:8443/in?key=secret", "mail.example:465", "Notifications:Url hooks.example:8443")]
    [InlineData("", "", null, "")]
    [InlineData("localhost", "http://127.0.0.1:5081/in", null, "")]
    public void They_come_from_configuration_and_those_on_this_machine_need_no_firewall(string mailHost, string url, string? mailServer, string receivers)
    {
        Services.AddOptions().AddSingleton(Options.Create(new MailOptions { Host = mailHost, Port = 465 }));
        Services.AddSingleton(Options.Create(new NotificationsOptions { Url = url })).AddSingleton<RouteTable>().AddSingleton(Samples.Cloud);

        var facts = FirewallFacts.Of(Services);

        (facts.MailServer is var (host, port) ? $"{host}:{port}" : null).ShouldBe(mailServer);
        string.Join(' ', facts.Receivers.Select(receiver => $"{receiver.Key} {receiver.Server.Host}:{receiver.Server.Port}")).ShouldBe(receivers);
    }

    [Fact]
    public void Where_connections_come_from_is_told_as_far_as_it_is_known()
    {
        var page = Show(new FirewallFacts { OutboundAddresses = ["203.0.113.7", "2001:db8::7", "198.51.100.0/24"] });

        TextOf(page, "firewall-out").ShouldStartWith("from: 203.0.113.7, 2001:db8::7, 198.51.100.0/24\n");
        TextOf(page, "firewall-locations").ShouldBe("203.0.113.7/32\n2001:db8::7/128\n198.51.100.0/24");
    }

    [Fact]
    public void Without_configured_addresses_it_says_how_to_find_them_out()
    {
        var page = Show(new FirewallFacts());

        page.Find("#out").TextContent.ShouldContain("ip route get");
        page.Find("#locations").TextContent.ShouldContain("ip route get");
        page.FindAll("[data-testid=firewall-locations]").ShouldBeEmpty();
    }

    [Fact]
    public void What_comes_in_is_told_with_its_paths()
    {
        var page = Show(new FirewallFacts { PublicUrl = new Uri("https://builds.example.com:8443"), PublicPaths = ["/hooks", "/signin"] });

        TextOf(page, "firewall-in").ShouldBe("at: builds.example.com, TCP 8443 (https)\npaths: /hooks, /signin, for webhooks");
    }

    [Fact]
    public void Microsofts_networks_are_told_in_both_directions_with_their_date_and_page()
    {
        var page = Show(new FirewallFacts());

        TextOf(page, "firewall-microsoft-out").ShouldContain("150.171.76.0/24");
        TextOf(page, "firewall-microsoft-in").ShouldContain("Western Europe: 40.74.28.0/23");
        foreach (var (section, date) in new[] { ("out", "November 2026"), ("in", "January 2024") })
        {
            page.Find($"#{section}").TextContent.ShouldContain(date);
            page.Find($"#{section} a[href='{MicrosoftNetworks.Page}']").TextContent.ShouldBe("Microsoft’s current list");
        }

        var networks = (MicrosoftNetworks.Outgoing + '\n' + MicrosoftNetworks.Incoming).Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Contains('/'));
        foreach (var network in networks)
            System.Net.IPNetwork.TryParse(network, out _).ShouldBeTrue(network);
        page.Find("#out").TextContent.ShouldContain("SNI");
    }

    [Fact]
    public void Settings_are_numbered_behind_those_that_there_are()
    {
        var page = Show(new FirewallFacts { AllowedNetworks = 2, TrustedCertificates = 1 });

        TextOf(page, "firewall-allow").ShouldContain("Network__AllowedNetworks__2=10.20.0.0/16:443\nNetwork__AllowedNetworks__3=");
        TextOf(page, "firewall-trust").ShouldStartWith("Network__TrustedCertificates__1=");
    }

    [Fact]
    public void One_block_holds_all()
    {
        ServersAre(Server("azure.example.com", 443, ""));
        var page = Show(new FirewallFacts { OutboundAddresses = ["203.0.113.7"], PublicUrl = new Uri("https://builds.example.com") });

        foreach (var part in (string[])["firewall-out", "firewall-in", "firewall-allow", "firewall-trust"])
            TextOf(page, "firewall-all").ShouldContain(TextOf(page, part));
    }

    [Fact]
    public void Ways_of_the_operator_are_listed_to_copy() =>
        TextOf(Show(new FirewallFacts { ConnectTo = ["a:443:b:1", "c:443:d:2"] }), "firewall-connect-to").ShouldBe("a:443:b:1\nc:443:d:2");

    private IRenderedComponent<FirewallHelpPage> Show(FirewallFacts facts)
    {
        Services.AddSingleton(facts).AddSingleton<IBrowserIdentity>(new DraftFixture());
        return Render<FirewallHelpPage>();
    }

    private void ServersAre(params ServerAddress[] servers) => _connections.ListAsync(default, default).ReturnsForAnyArgs(
    [
        .. servers.Select(server => new Connection
        {
            Id = ConnectionId.New(),
            Workspace = WorkspaceId.Default,
            Name = "SpaceTech",
            Target = new ServerTarget(server, "Main"),
            Credential = CredentialId.New(),
            Facts = new CheckedFacts("id", "Ada", null, "Azure DevOps Server 2022.1", "7.1", 3, WebhookRight.Allowed, [], DateTimeOffset.UnixEpoch),
            Health = ConnectionHealth.Good,
            CreatedAt = DateTimeOffset.UnixEpoch,
            CheckedAt = DateTimeOffset.UnixEpoch,
        }),
    ]);

    private static ServerAddress Server(string host, int port, string directory, string scheme = "https") => new(scheme, host, port, directory);

    private static string TextOf(IRenderedComponent<FirewallHelpPage> page, string testId) => page.Find($"[data-testid={testId}]").TextContent;
}
