using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ConnectWizard.Access;

public sealed class ListeningAddressesTests
{
    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("https://LOCALHOST", true)]
    [InlineData("http://127.0.0.1:0", true)]
    [InlineData("http://127.8.9.10:80", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://unix:/run/connectwizard.sock", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://192.168.1.5:5080", false)]
    [InlineData("http://build.example:5080", false)]
    [InlineData("http://localhost.example:5080", false)]
    public void Only_what_this_machine_alone_reaches_is_loopback(string url, bool loopback)
    {
        var refused = Validate(false, ("urls", url));

        refused.Count.ShouldBe(loopback ? 0 : 1);
        Validate(true, ("urls", url)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("urls", "http://localhost:1;http://0.0.0.0:2", "--urls or ASPNETCORE_URLS: http://0.0.0.0:2 can be reached")]
    [InlineData("http_ports", "8080", "ASPNETCORE_HTTP_PORTS: http://*:8080 can be reached")]
    [InlineData("https_ports", "8443", "ASPNETCORE_HTTPS_PORTS: https://*:8443 can be reached")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://*:80", "Kestrel:Endpoints:Web:Url: http://*:80 can be reached")]
    [InlineData("urls", "localhost:5080", "--urls or ASPNETCORE_URLS: localhost:5080 is not an address")]
    [InlineData("urls", "htp://localhost:5080", "--urls or ASPNETCORE_URLS: htp://localhost:5080 is not an address")]
    [InlineData("urls", "http://127.0.0.1:port", "--urls or ASPNETCORE_URLS: http://127.0.0.1:port is not an address")]
    public void A_refusal_names_the_setting_and_the_way_out(string key, string value, string expected)
    {
        var refused = Validate(false, (key, value)).ShouldHaveSingleItem();

        refused.ShouldStartWith(expected);
    }

    [Fact]
    public void Ports_do_not_count_where_addresses_are_given() =>
        Validate(false, ("urls", "http://localhost:1"), ("http_ports", "8080")).ShouldBeEmpty();

    [Fact]
    public void Without_any_setting_it_listens_on_localhost_5080()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());

        builder.UseDefaultAddress();

        builder.Configuration["urls"].ShouldBe("http://localhost:5080");
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:0")]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://localhost:81")]
    public void A_setting_wins_over_the_default(string key, string value)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration[key] = value;

        builder.UseDefaultAddress();

        (builder.Configuration["urls"] ?? value).ShouldBe(value);
    }

    private static List<string> Validate(bool allowAnonymous, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (key, value) in settings)
            configuration[key] = value;
        return [.. new ValidateAccessOptions(configuration).Validate(null, new AccessOptions { AllowAnonymous = allowAnonymous }).Failures ?? []];
    }
}
