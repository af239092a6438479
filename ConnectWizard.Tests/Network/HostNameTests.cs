using Shouldly;
using Xunit;

namespace ConnectWizard.Network;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("azure.example.com", "azure.example.com")]
    [InlineData("AZURE.Example.COM", "azure.example.com")]
    [InlineData("azure.example.com.", "azure.example.com")]
    [InlineData("tfs", "tfs")]
    [InlineData("build_server-01.corp", "build_server-01.corp")]
    [InlineData("münchen.example", "xn--mnchen-3ya.example")]
    [InlineData("MÜNCHEN.example", "xn--mnchen-3ya.example")]
    [InlineData("xn--mnchen-3ya.example", "xn--mnchen-3ya.example")]
    [InlineData("XN--.example", "xn--.example")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("[::1]", "::1")]
    [InlineData("::1", "::1")]
    [InlineData("[2001:DB8:0:0::1]", "2001:db8::1")]
    public void Spellings_of_one_host_become_one(string text, string host)
    {
        HostName.TryNormalize(text, out var normalized).ShouldBeTrue();

        normalized.ShouldBe(host);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a b")]
    [InlineData("*.example.com")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("010.0.0.1")]
    [InlineData("1.2.3.400")]
    [InlineData("[::1")]
    [InlineData("[127.0.0.1]")]
    [InlineData("host/path")]
    [InlineData("user@host")]
    public void What_is_no_host_in_its_usual_spelling_is_refused(string text) => HostName.TryNormalize(text, out _).ShouldBeFalse();
}
