using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network;

public sealed class ValidateNetworkOptionsTests
{
    [Theory]
    [InlineData("Network:AllowedNetworks:0", "10.0.0.0/33")]
    [InlineData("Network:AllowedNetworks:0", "10.0.0.1/8")]
    [InlineData("Network:AllowedNetworks:0", "")]
    [InlineData("Network:AllowedNetworks:0", "*.example.com")]
    [InlineData("Network:AllowedNetworks:0", "https://example.com")]
    [InlineData("Network:AllowedNetworks:0", "::ffff:10.0.0.0/104")]
    [InlineData("Network:AllowedNetworks:0", "a b")]
    [InlineData("Network:AllowedNetworks:0", "10.0.0.0/8:0")]
    [InlineData("Network:AllowedNetworks:0", "tfs.corp.example:")]
    [InlineData("Network:AllowedNetworks:0", "tfs.corp.example:80,x")]
    [InlineData("Network:AllowedNetworks:0", "[fd00::/8]8080")]
    [InlineData("Network:AllowedNetworks:0", "[fd00::1")]
    [InlineData("Network:Proxy:Exceptions:0", "tfs.corp.example:8080")]
    [InlineData("Network:OutboundAddresses:0", "192.0.2.1:443")]
    [InlineData("Network:ConnectTo:0", "azure.example.com:443:127.0.0.1")]
    [InlineData("Network:ConnectTo:0", "azure.example.com:443:127.0.0.1:8443:1")]
    [InlineData("Network:ConnectTo:0", "azure.example.com:443:::1:8443")]
    [InlineData("Network:ConnectTo:0", "azure.example.com:0:127.0.0.1:8443")]
    [InlineData("Network:ConnectTo:0", "azure.example.com:443:127.0.0.1:65536")]
    [InlineData("Network:ConnectTo:0", "azure example:443:127.0.0.1:8443")]
    [InlineData("Network:ConnectTo:0", "[::1:443:127.0.0.1:8443")]
    [InlineData("Network:TrustedCertificates:0", "/nowhere/authority.pem")]
    [InlineData("Network:TrustedCertificates:0", "")]
    [InlineData("Network:Proxy:Url", "proxy.example.com:3128")]
    [InlineData("Network:Proxy:Url", "https://proxy.example.com")]
    [InlineData("Network:Proxy:Url", "http://proxy.example.com/path")]
    [InlineData("Network:Proxy:Exceptions:0", "10.0.0.0/40")]
    [InlineData("Network:OutboundAddresses:0", "example.com")]
    public void A_fault_is_named_by_its_key(string key, string value) =>
        Faults((key, value)).ShouldHaveSingleItem().ShouldStartWith(key + ": ");

    [Fact]
    public void All_faults_are_reported_at_once_with_their_indexes()
    {
        var faults = Faults(
            ("Network:AllowedNetworks:0", "10.0.0.0/8"), ("Network:AllowedNetworks:1", "/"), ("Network:ConnectTo:0", "x"), ("Network:OutboundAddresses:0", "x"));

        faults.Select(fault => fault.Split(": ")[0]).ShouldBe(["Network:AllowedNetworks:1", "Network:ConnectTo:0", "Network:OutboundAddresses:0"]);
    }

    [Fact]
    public void Credentials_in_the_proxy_s_address_are_refused_and_not_repeated()
    {
        var fault = Faults(("Network:Proxy:Url", "http://someone:hidden@proxy.example.com:3128")).ShouldHaveSingleItem();

        fault.ShouldNotContain("hidden");
    }

    [Fact]
    public void What_the_contract_names_is_accepted() => Faults(
        ("Network:AllowedNetworks:0", "10.0.0.0/8"),
        ("Network:AllowedNetworks:1", "fd00::/8"),
        ("Network:AllowedNetworks:2", "tfs.corp.example"),
        ("Network:AllowedNetworks:3", "192.168.1.7"),
        ("Network:AllowedNetworks:4", "10.0.0.0/8:443, 8080"),
        ("Network:AllowedNetworks:5", "[fd00::/8]:443"),
        ("Network:AllowedNetworks:6", "[fd00::1]:443"),
        ("Network:AllowedNetworks:7", "tfs.corp.example:8080"),
        ("Network:ConnectTo:0", "azure.example.com:443:127.0.0.1:8443"),
        ("Network:ConnectTo:1", "[2001:db8::1]:443:[::1]:8443"),
        ("Network:Proxy:Url", "http://proxy.example.com:3128"),
        ("Network:Proxy:Exceptions:0", "*.corp.example"),
        ("Network:OutboundAddresses:0", "198.51.100.0/24"),
        ("Network:OutboundAddresses:1", "2001:db8::7")).ShouldBeEmpty();

    private static IEnumerable<string> Faults(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddNetwork().BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
    }
}
