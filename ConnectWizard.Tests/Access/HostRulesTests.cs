using ConnectWizard.Startup;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Access;

public sealed class HostRulesTests
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LocalHost:5080", true)]
    [InlineData("127.0.0.1:1", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("", false)]
    [InlineData("localhost:99999", false)]
    [InlineData("localhost:0", false)]
    [InlineData("localhost:x", false)]
    [InlineData("[::1]", true)]
    [InlineData("[::1]:99999", false)]
    [InlineData("localhost.", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.2", false)]
    [InlineData("192.168.1.5:5080", false)]
    public void Without_a_public_address_loopback_names_alone_are_answered(string host, bool answered) =>
        Rules("").Judge(Listener.Both, new HostString(host), "/connect").ShouldBe(answered ? HostVerdict.Allowed : HostVerdict.UnknownHost);

    [Theory]
    [InlineData("https://builds.example", "builds.example")]
    [InlineData("https://builds.example", "BUILDS.example:8443")]
    [InlineData("https://bücher.example", "xn--bcher-kva.example")]
    [InlineData("https://[2001:db8::1]:8443", "[2001:db8::1]:8443")]
    public void The_public_host_answers_registered_paths_alone(string publicUrl, string host)
    {
        var rules = Rules(publicUrl, paths: "/hooks");

        rules.Judge(Listener.Both, new HostString(host), "/hooks/azure").ShouldBe(HostVerdict.Allowed);
        rules.Judge(Listener.Both, new HostString(host), "/hooks").ShouldBe(HostVerdict.Allowed);
        rules.Judge(Listener.Both, new HostString(host), "/hooksmith").ShouldBe(HostVerdict.NotPublic);
        rules.Judge(Listener.Both, new HostString(host), "/").ShouldBe(HostVerdict.NotPublic);
        rules.Judge(Listener.Both, new HostString("evil.example"), "/hooks").ShouldBe(HostVerdict.UnknownHost);
    }

    /// <summary>nginx names its upstream in the Host unless it is told otherwise, and a catch-all site hands on any name that a stranger sends.</summary>
    [Fact]
    public void A_request_that_a_proxy_hands_on_under_a_loopback_name_is_the_public_s()
    {
        var rules = Rules("https://builds.example", paths: "/hooks");

        rules.Judge(Listener.Both, new HostString("127.0.0.1:5080"), "/connections", isForwarded: true).ShouldBe(HostVerdict.NotPublic);
        rules.Judge(Listener.Both, new HostString("localhost"), "/", isForwarded: true).ShouldBe(HostVerdict.NotPublic);
        rules.Judge(Listener.Both, new HostString("localhost"), "/hooks/azure", isForwarded: true).ShouldBe(HostVerdict.Allowed);
        Rules("https://builds.example", allowAnonymous: true).Judge(Listener.Both, new HostString("localhost"), "/", isForwarded: true).ShouldBe(HostVerdict.Allowed);
    }

    [Theory]
    [InlineData("https://builds.example", "builds.example", false, true)]
    [InlineData("https://builds.example", "BUILDS.example:443", false, true)]
    [InlineData("https://builds.example", "builds.example:5080", false, false)]
    [InlineData("https://builds.example:8443", "builds.example:8443", false, true)]
    [InlineData("https://builds.example:8443", "builds.example", false, false)]
    [InlineData("https://builds.example", "localhost:5080", false, false)]
    [InlineData("https://builds.example", "127.0.0.1:5080", false, false)]
    [InlineData("https://builds.example", "127.0.0.1:5080", true, true)]
    [InlineData("https://builds.example", "evil.example", true, false)]
    [InlineData("http://builds.example", "builds.example", true, false)]
    [InlineData("", "localhost", true, false)]
    public void Whether_the_browser_speaks_TLS_says_the_public_address(string publicUrl, string host, bool isForwarded, bool expected) =>
        Rules(publicUrl).IsHttps(Listener.Both, new HostString(host), isForwarded).ShouldBe(expected);

    [Fact]
    public void With_anonymous_access_the_public_host_answers_everything() =>
        Rules("https://builds.example", allowAnonymous: true).Judge(Listener.Both, new HostString("builds.example"), "/connect").ShouldBe(HostVerdict.Allowed);

    [Fact]
    public void Anonymous_access_does_not_open_other_names() =>
        Rules("https://builds.example", allowAnonymous: true).Judge(Listener.Both, new HostString("evil.example"), "/").ShouldBe(HostVerdict.UnknownHost);

    [Fact]
    public void A_public_address_on_loopback_answers_everything() =>
        Rules("http://localhost:5080").Judge(Listener.Both, new HostString("localhost:5080"), "/connect").ShouldBe(HostVerdict.Allowed);

    [Theory]
    [InlineData("https://builds.example", null)]
    [InlineData("http://localhost:5080/", null)]
    [InlineData("builds.example", "not an http or https address")]
    [InlineData("ftp://builds.example", "not an http or https address")]
    [InlineData("https://builds.example/base", "leave path")]
    [InlineData("https://builds.example/?x=1", "leave path")]
    [InlineData("https://me:hunter2@builds.example", "user name or password")]
    public void A_public_address_is_checked_and_not_repeated(string publicUrl, string? fault)
    {
        var result = new ValidatePublicUrlOptions().Validate(null, new PublicUrlOptions { PublicUrl = publicUrl });

        result.Succeeded.ShouldBe(fault is null);
        (result.FailureMessage ?? "").ShouldContain(fault ?? "");
        (result.FailureMessage ?? "").ShouldNotContain("hunter2");
    }

    private static HostRules Rules(string publicUrl, bool allowAnonymous = false, params string[] paths) => new(
        Options.Create(new PublicUrlOptions { PublicUrl = publicUrl }),
        Options.Create(new AccessOptions { AllowAnonymous = allowAnonymous }),
        paths.Select(path => new PublicPath(path)));
}
