using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace ConnectWizard.Access;

public sealed class OriginRulesTests
{
    [Theory]
    [InlineData("http://localhost:5080", "localhost:5080", true)]
    [InlineData("http://LOCALHOST:5080", "localhost:5080", true)]
    [InlineData("https://builds.example", "builds.example", true)]
    [InlineData("https://builds.example", "builds.example:443", true)]
    [InlineData("http://[::1]:5080", "[::1]:5080", true)]
    [InlineData("http://localhost:5081", "localhost:5080", false)]
    [InlineData("http://127.0.0.1:5080", "localhost:5080", false)]
    [InlineData("https://localhost.evil.example", "localhost", false)]
    [InlineData("https://evil.example", "localhost:5080", false)]
    [InlineData("null", "localhost:5080", false)]
    [InlineData("", "localhost:5080", false)]
    public void An_origin_is_ours_when_host_and_port_are(string origin, string host, bool same) =>
        OriginRules.IsSame(origin, new HostString(host)).ShouldBe(same);

    [Theory]
    [InlineData("GET", false, false)]
    [InlineData("HEAD", false, false)]
    [InlineData("GET", true, true)]
    [InlineData("POST", false, true)]
    [InlineData("DELETE", false, true)]
    [InlineData("CONNECT", false, true)]
    public void Another_sites_page_may_read_nothing_that_acts(string method, bool upgrade, bool foreign)
    {
        OriginRules.IsForeign(Request(method, upgrade, "https://evil.example")).ShouldBe(foreign);
        OriginRules.IsForeign(Request(method, upgrade, "http://localhost:5080")).ShouldBeFalse();
        OriginRules.IsForeign(Request(method, upgrade)).ShouldBeFalse();
    }

    [Fact]
    public void Two_origins_are_none() =>
        OriginRules.IsForeign(Request("POST", false, "http://localhost:5080", "http://localhost:5080")).ShouldBeTrue();

    private static HttpRequest Request(string method, bool upgrade, params string[] origins)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Host = new HostString("localhost:5080");
        if (upgrade)
            request.Headers.Upgrade = "websocket";
        if (origins.Length > 0)
            request.Headers.Origin = new StringValues(origins);
        return request;
    }
}
