using System.Net;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network;

public sealed class OutboundPolicyTests
{
    [Theory]
    // The first and last addresses of the special ranges of IPv4, and some between.
    [InlineData("0.0.0.0")]
    [InlineData("0.255.255.255")]
    [InlineData("10.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.0")]
    [InlineData("100.127.255.255")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("127.255.255.255")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("169.254.255.255")]
    [InlineData("172.16.0.0")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.0")]
    [InlineData("192.0.0.9")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.31.196.1")]
    [InlineData("192.52.193.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.0.0")]
    [InlineData("192.168.255.255")]
    [InlineData("192.175.48.1")]
    [InlineData("198.18.0.0")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.254")]
    [InlineData("255.255.255.255")]
    // The special ranges of IPv6.
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("100::1")]
    [InlineData("100:0:0:1::1")]
    [InlineData("2001:2::1")]
    [InlineData("2001:1::1")]
    [InlineData("2001:3::1")]
    [InlineData("2001:4:112::1")]
    [InlineData("2001:10::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:30::1")]
    [InlineData("2001:1ff:ffff::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2620:4f:8000::1")]
    [InlineData("3ffe::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("febf:ffff::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("ff05::2")]
    // Never given out.
    [InlineData("200::1")]
    [InlineData("1fff:ffff::1")]
    [InlineData("4000::1")]
    [InlineData("8000::1")]
    [InlineData("e000::1")]
    // IPv4 inside IPv6: mapped, compatible, NAT64, 6to4, Teredo.
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("::127.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("::8.8.8.8")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::192.168.0.1")]
    [InlineData("64:ff9b:1::7f00:1")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("64:ff9b:1:7f00:0:100::")]
    [InlineData("64:ff9b:2::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2001::5601:5601")]
    [InlineData("2001:0:4136:e378:8000:63bf:80ff:fffe")]
    public void A_special_address_is_refused(string address) =>
        Policy().Judge("azure.example.com", 443, [IPAddress.Parse(address)]).ShouldHaveSingleItem().Range.ShouldNotBeNullOrEmpty();

    [Theory]
    [InlineData("1.0.0.1")]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("13.107.6.175")]
    [InlineData("20.42.5.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("168.63.129.15")]
    [InlineData("168.63.129.17")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("191.255.255.255")]
    [InlineData("192.0.1.0")]
    [InlineData("192.0.3.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("198.51.99.255")]
    [InlineData("203.0.112.255")]
    [InlineData("203.0.114.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2001:db7:ffff::1")]
    [InlineData("2003::1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2620:4f:7fff::1")]
    [InlineData("2620:1ec:a92::175")]
    [InlineData("3ffd::1")]
    [InlineData("2a01:111:f100::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void A_public_address_is_permitted(string address) =>
        Policy().Judge("azure.example.com", 443, [IPAddress.Parse(address)]).ShouldBeEmpty();

    [Fact]
    public void One_forbidden_address_among_a_name_s_answers_refuses_the_name()
    {
        IPAddress[] answers = [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.5"), IPAddress.Parse("1.1.1.1")];

        Policy().Judge("azure.example.com", 443, answers).ShouldHaveSingleItem().Address.ShouldBe(answers[1]);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.1.2.3")]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("127.0.0.0/8", "::ffff:127.0.0.1")]
    [InlineData("10.0.0.0/8", "64:ff9b::10.1.2.3")]
    [InlineData("fd00::/8", "fd12::1")]
    [InlineData("::1/128", "::1")]
    [InlineData("2002::/16", "2002:a00:1::1")]
    [InlineData("169.254.169.254/32", "169.254.169.254")]
    [InlineData("azure.example.com", "10.1.2.3")]
    [InlineData("AZURE.example.COM.", "127.0.0.1")]
    [InlineData("azure.example.com", "fd12::1")]
    public void An_allowed_network_or_name_opens_what_it_covers(string allowed, string address) =>
        Policy(allowed).Judge("azure.example.com", 443, [IPAddress.Parse(address)]).ShouldBeEmpty();

    [Theory]
    [InlineData("10.0.0.0/8", "11.0.0.0", true)]
    [InlineData("10.0.0.0/8", "2002:a00:1::1", false)]
    [InlineData("10.0.0.0/8", "192.168.0.1", false)]
    [InlineData("azure.example.org", "10.0.0.1", false)]
    [InlineData("example.com", "10.0.0.1", false)]
    public void An_allowed_network_or_name_opens_nothing_else(string allowed, string address, bool isPublic) =>
        Policy(allowed).Judge("azure.example.com", 443, [IPAddress.Parse(address)]).Count.ShouldBe(isPublic ? 0 : 1);

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::169.254.169.254")]
    [InlineData("64:ff9b:1:a9fe:a9:fe00::")]
    [InlineData("64:ff9b:1:a9:fe:a9fe::")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001:0:a9fe:a9fe::1")]
    [InlineData("2001::5601:5601")]
    public void An_allowed_name_never_opens_where_clouds_keep_their_metadata(string address)
    {
        var refusal = Policy("azure.example.com").Judge("azure.example.com", 443, [IPAddress.Parse(address)]).ShouldHaveSingleItem();

        refusal.PermittedBy.ShouldMatch(@"/(32|128\]):443$");
    }

    [Theory]
    [InlineData("azure.example.com", 443, "10.1.2.3", "azure.example.com:443")]
    [InlineData("azure.example.com", 8080, "10.1.2.3", "azure.example.com:8080")]
    [InlineData("azure.example.com", 8080, "8.8.8.8", "azure.example.com:8080")]
    [InlineData("bücher.example", 443, "10.1.2.3", "xn--bcher-kva.example:443")]
    [InlineData("10.1.2.3", 8080, "10.1.2.3", "10.1.2.3/32:8080")]
    [InlineData("fd12::1", 8443, "fd12::1", "[fd12::1/128]:8443")]
    [InlineData("azure.example.com", 80, "169.254.169.254", "169.254.169.254/32:80")]
    public void The_refusal_names_the_entry_that_would_permit_it_and_no_more(string host, int port, string address, string entry)
    {
        Policy().Judge(host, port, [IPAddress.Parse(address)]).ShouldHaveSingleItem().PermittedBy.ShouldBe(entry);
        Policy(entry).Judge(host, port, [IPAddress.Parse(address)]).ShouldBeEmpty();
        Policy(entry).Judge(host, 22, [IPAddress.Parse(address)]).ShouldHaveSingleItem().Range.ShouldBeNull();
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(443, true)]
    [InlineData(22, false)]
    [InlineData(8080, false)]
    [InlineData(65535, false)]
    public void The_public_internet_is_open_at_two_ports(int port, bool isOpen)
    {
        var refusals = Policy("other.example").Judge("azure.example.com", port, [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("1.1.1.1")]);

        refusals.Count.ShouldBe(isOpen ? 0 : 2);
        refusals.ShouldAllBe(refusal => refusal.Range == null);
    }

    [Theory]
    [InlineData("10.0.0.0/8", 5432, true)]
    [InlineData("10.0.0.0/8:443,8080", 8080, true)]
    [InlineData("10.0.0.0/8:443,8080", 80, false)]
    [InlineData("azure.example.com", 9999, true)]
    [InlineData("azure.example.com:8080", 443, false)]
    public void An_entry_opens_the_ports_that_it_names_or_else_all(string allowed, int port, bool isOpen) =>
        Policy(allowed).Judge("azure.example.com", port, [IPAddress.Parse("10.1.2.3")]).Count.ShouldBe(isOpen ? 0 : 1);

    [Fact]
    public void A_port_that_the_operator_chose_is_not_judged() => Policy().Judge("azure.example.com", null, [IPAddress.Parse("8.8.8.8")]).ShouldBeEmpty();

    [Fact]
    public void A_forbidden_address_comes_before_a_forbidden_port() =>
        Policy().Judge("azure.example.com", 22, [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.1.2.3")]).Select(refusal => refusal.Range).ShouldBe(["a private network", null]);

    [Theory]
    [InlineData("metadata.google.internal", "a cloud's network for its machines' metadata")]
    [InlineData("METADATA.google.internal.", "a cloud's network for its machines' metadata")]
    [InlineData("metadata", "a cloud's network for its machines' metadata")]
    [InlineData("localhost", "the loopback network of this machine")]
    [InlineData("db.localhost", "the loopback network of this machine")]
    [InlineData("tfs", "a private network")]
    [InlineData("vault.corp.internal", "a private network")]
    [InlineData("printer.local", "a private network")]
    [InlineData("router.home.arpa", "a private network")]
    public void A_name_that_only_a_proxy_resolves_is_judged_as_such(string name, string range) =>
        Policy().Judge(name, 443, []).ShouldHaveSingleItem().Range.ShouldBe(range);

    [Theory]
    [InlineData("azure.example.com", 443, true)]
    [InlineData("azure.example.com", 22, false)]
    [InlineData("internal.example.com", 80, true)]
    [InlineData("tfs.corp", 8080, true)]
    [InlineData("tfs.corp", 443, false)]
    [InlineData("metadata.goog", 443, false)]
    public void A_proxy_gets_public_names_and_those_that_are_allowed(string name, int port, bool isPermitted) =>
        Policy("tfs.corp:8080", "metadata.goog").Judge(name, port, []).Count.ShouldBe(isPermitted ? 0 : 1);

    private static OutboundPolicy Policy(params string[] allowed)
    {
        var options = new NetworkOptions();
        foreach (var entry in allowed)
            options.AllowedNetworks.Add(entry);
        return new OutboundPolicy(Options.Create(options));
    }
}
