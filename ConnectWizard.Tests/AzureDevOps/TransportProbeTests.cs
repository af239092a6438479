using System.Net;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class TransportProbeTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_way_to_a_server_is_walked_step_by_step()
    {
        var address = edge.Server("azure").Address;
        var target = edge.Emulator.Endpoints.Single(endpoint => endpoint.Host == address.Host && endpoint.Port == 443).Target;

        var resolved = (await edge.Probe.ResolveAsync(address, Ct)).Value!;
        var permitted = edge.Probe.Permit(resolved).Value!;
        var connected = (await edge.Probe.ConnectAsync(permitted, Ct)).Value!;
        var handshake = (await edge.Probe.HandshakeAsync(permitted, Ct)).Value!;

        resolved.Addresses.ShouldBeEmpty();
        resolved.ConnectTo.ShouldBe(target.ToString());
        connected.ShouldBe(target);
        handshake.Protocol.ShouldStartWith("TLS 1.");
        handshake.NotAfter.ShouldBeGreaterThan(DateTimeOffset.UtcNow);
        handshake.Issuer.Equals(handshake.Subject, StringComparison.Ordinal).ShouldBeFalse();
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[::1]", "::1")]
    [InlineData("10.11.12.13", "10.11.12.13")]
    public async Task A_forbidden_address_is_refused_at_each_step_that_would_use_it(string host, string address)
    {
        await using var services = EdgeServices.Build([]);
        var probe = services.GetRequiredService<ITransportProbe>();

        var resolved = (await probe.ResolveAsync(new ServerAddress("https", host, 443, ""), Ct)).Value!;

        resolved.Addresses.Any(answer => answer.Equals(IPAddress.Parse(address))).ShouldBeTrue();
        probe.Permit(resolved).Problem!.Code.ShouldBe(ProblemCode.AddressNotAllowed);
        (await probe.ConnectAsync(resolved, Ct)).Problem!.Code.ShouldBe(ProblemCode.AddressNotAllowed);
        (await probe.HandshakeAsync(resolved, Ct)).Problem!.Code.ShouldBe(ProblemCode.AddressNotAllowed);
    }

    [Fact]
    public async Task A_proxy_s_name_is_shown_and_nothing_is_resolved()
    {
        await using var services = EdgeServices.Build([("Network:Proxy:Url", "http://proxy.example:3128")]);

        var resolved = (await services.GetRequiredService<ITransportProbe>().ResolveAsync(new ServerAddress("https", "tfs.example", 443, ""), Ct)).Value!;

        resolved.Addresses.ShouldBeEmpty();
        resolved.Proxy.ShouldBe("proxy.example:3128");
    }
}
