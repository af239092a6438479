using System.Net;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network;

public sealed class RouteTableTests
{
    [Theory]
    [InlineData("azure.example.com:443:127.0.0.1:8443", "azure.example.com", 443, "127.0.0.1", 8443)]
    [InlineData("azure.example.com:443:127.0.0.1:8443", "AZURE.Example.Com", 443, "127.0.0.1", 8443)]
    [InlineData("AZURE.Example.Com:443:127.0.0.1:8443", "azure.example.com", 443, "127.0.0.1", 8443)]
    [InlineData("azure.example.com:443:127.0.0.1:8443", "azure.example.com.", 443, "127.0.0.1", 8443)]
    [InlineData("bücher.example:443:127.0.0.1:8443", "xn--bcher-kva.example", 443, "127.0.0.1", 8443)]
    [InlineData("xn--bcher-kva.example:443:127.0.0.1:8443", "bücher.example", 443, "127.0.0.1", 8443)]
    [InlineData("[2001:db8::1]:443:[::1]:8443", "2001:db8::1", 443, "::1", 8443)]
    [InlineData("[2001:DB8:0::1]:443:[::1]:8443", "[2001:db8::1]", 443, "::1", 8443)]
    [InlineData("192.0.2.7:80:localhost:8080", "192.0.2.7", 80, "localhost", 8080)]
    [InlineData("::127.0.0.1:8443", "anything.example", 9999, "127.0.0.1", 8443)]
    [InlineData(":443:127.0.0.1:8443", "anything.example", 443, "127.0.0.1", 8443)]
    [InlineData("azure.example.com::127.0.0.1:8443", "azure.example.com", 9999, "127.0.0.1", 8443)]
    [InlineData("azure.example.com:443:127.0.0.1:", "azure.example.com", 443, "127.0.0.1", 443)]
    [InlineData("azure.example.com:443:gateway.internal:", "azure.example.com", 443, "gateway.internal", 443)]
    [InlineData(" azure.example.com:443:127.0.0.1:8443 ", "azure.example.com", 443, "127.0.0.1", 8443)]
    public void An_entry_leads_to_its_target(string entry, string host, int port, string targetHost, int targetPort)
    {
        var route = Table(entry).Find(host, port);

        route.ConnectTo.ShouldBe(new DnsEndPoint(targetHost, targetPort));
        route.Host.ShouldBe(HostName.Normalize(host));
    }

    [Theory]
    [InlineData("azure.example.com:443:127.0.0.1:8443", "azure.example.com", 8443)]
    [InlineData("azure.example.com:443:127.0.0.1:8443", "azure.example.org", 443)]
    [InlineData("azure.example.com:443:127.0.0.1:8443", "www.azure.example.com", 443)]
    [InlineData(":443:127.0.0.1:8443", "anything.example", 80)]
    public void An_entry_for_another_host_or_port_is_not_used(string entry, string host, int port) =>
        Table(entry).Find(host, port).ConnectTo.ShouldBeNull();

    [Fact]
    public void The_first_entry_that_fits_is_used()
    {
        var table = Table("azure.example.com:443:127.0.0.1:1", "azure.example.com::127.0.0.1:2", "::127.0.0.1:3");

        table.Find("azure.example.com", 443).ConnectTo!.Port.ShouldBe(1);
        table.Find("azure.example.com", 444).ConnectTo!.Port.ShouldBe(2);
        table.Find("other.example.com", 443).ConnectTo!.Port.ShouldBe(3);
    }

    [Fact]
    public void A_target_of_a_port_alone_keeps_the_host_under_the_policy()
    {
        var route = Table("azure.example.com:443::8443").Find("azure.example.com", 443);

        route.ConnectTo.ShouldBeNull();
        route.Port.ShouldBe(8443);
    }

    [Theory]
    [InlineData("azure.example.com", true)]
    [InlineData("tfs.corp.example", false)]
    [InlineData("corp.example", true)]
    [InlineData("build", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("11.1.2.3", true)]
    public void The_proxy_is_used_but_for_its_exceptions(string host, bool isProxied)
    {
        var options = new NetworkOptions { Proxy = { Url = "http://proxy.corp.example:3128" } };
        foreach (var exception in new[] { "*.corp.example", "build", "10.0.0.0/8" })
            options.Proxy.Exceptions.Add(exception);

        new RouteTable(Options.Create(options)).Find(host, 443).Proxy
            .ShouldBe(isProxied ? new DnsEndPoint("proxy.corp.example", 3128) : null);
    }

    [Fact]
    public void An_entry_wins_over_the_proxy()
    {
        var options = new NetworkOptions { Proxy = { Url = "http://proxy.corp.example:3128" } };
        options.ConnectTo.Add("azure.example.com:443:127.0.0.1:8443");

        new RouteTable(Options.Create(options)).Find("azure.example.com", 443).Proxy.ShouldBeNull();
    }

    private static RouteTable Table(params string[] entries)
    {
        var options = new NetworkOptions();
        foreach (var entry in entries)
            options.ConnectTo.Add(entry);
        return new RouteTable(Options.Create(options));
    }
}
