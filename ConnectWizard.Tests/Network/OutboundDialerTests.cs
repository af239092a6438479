using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network;

public sealed class OutboundDialerTests : IDisposable
{
    private readonly TcpListener _canary = new(IPAddress.Loopback, 0);

    public OutboundDialerTests() => _canary.Start();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private int Port => ((IPEndPoint)_canary.LocalEndpoint).Port;

    public void Dispose() => _canary.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("127.1")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    [InlineData("0.0.0.0")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("::ffff:7f00:1")]
    public async Task A_listener_on_this_machine_is_not_reached_however_it_is_spelled(string host)
    {
        await using var services = NetworkUnderTest.Build(null);

        (await FailureAsync(services, host)).Kind.ShouldBe(NetworkFailureKind.NotAllowed);
        _canary.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_changes_its_answers_is_judged_by_those_that_are_connected_to()
    {
        var resolver = new ScriptedResolver(["8.8.8.8"], ["127.0.0.1"]);
        await using var services = NetworkUnderTest.Build(resolver);
        var dialer = services.GetRequiredService<OutboundDialer>();

        dialer.Judge(await dialer.ResolveAsync("rebind.example", 443, Ct)).ShouldBeEmpty();
        var failure = await FailureAsync(services, "rebind.example", 443);

        failure.Refusals.ShouldHaveSingleItem().Address.ShouldBe(IPAddress.Loopback);
        resolver.Asked.ShouldBe(2);
        _canary.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task One_connection_asks_for_the_name_once()
    {
        var resolver = new ScriptedResolver(["127.0.0.1"]);
        await using var services = NetworkUnderTest.Build(resolver, ("Network:AllowedNetworks:0", "127.0.0.0/8"));

        var connection = await services.GetRequiredService<OutboundDialer>().DialAsync("azure.example", Port, Ct);

        await connection.Stream.DisposeAsync();
        connection.RemoteEndPoint.ShouldBe(new IPEndPoint(IPAddress.Loopback, Port));
        resolver.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task One_forbidden_answer_refuses_the_others_too()
    {
        await using var services = NetworkUnderTest.Build(new ScriptedResolver(["127.0.0.1", "10.0.0.1"]), ("Network:AllowedNetworks:0", "127.0.0.0/8"));

        (await FailureAsync(services, "azure.example")).Refusals.ShouldHaveSingleItem().Address.ShouldBe(IPAddress.Parse("10.0.0.1"));
        _canary.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_that_refuses_gives_way_to_the_next()
    {
        await using var services = NetworkUnderTest.Build(new ScriptedResolver(["127.0.0.2", "127.0.0.1"]), ("Network:AllowedNetworks:0", "azure.example"));

        var connection = await services.GetRequiredService<OutboundDialer>().DialAsync("azure.example", Port, Ct);

        await connection.Stream.DisposeAsync();
        connection.RemoteEndPoint.Address.ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public async Task ConnectTo_needs_no_name_server_and_no_permission()
    {
        var resolver = new ScriptedResolver(["8.8.8.8"]);
        await using var services = NetworkUnderTest.Build(
            resolver, ("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"azure.example:443:127.0.0.1:{Port}")));
        var dialer = services.GetRequiredService<OutboundDialer>();

        var connection = await dialer.DialAsync("Azure.Example", 443, Ct);

        await connection.Stream.DisposeAsync();
        connection.RemoteEndPoint.Port.ShouldBe(Port);
        resolver.Asked.ShouldBe(0);
        (await FailureAsync(services, "127.0.0.1")).Kind.ShouldBe(NetworkFailureKind.NotAllowed);
    }

    [Fact]
    public async Task ConnectTo_with_a_port_alone_does_not_open_a_forbidden_host()
    {
        await using var services = NetworkUnderTest.Build(null, ("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $":443::{Port}")));

        (await FailureAsync(services, "127.0.0.1", 443)).Kind.ShouldBe(NetworkFailureKind.NotAllowed);
        _canary.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task ConnectTo_with_a_port_alone_makes_it_the_operators()
    {
        await using var services = NetworkUnderTest.Build(new ScriptedResolver(["127.0.0.1"]),
            ("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"azure.example:443::{Port}")), ("Network:AllowedNetworks:0", "127.0.0.0/8:443"));

        var connection = await services.GetRequiredService<OutboundDialer>().DialAsync("azure.example", 443, Ct);

        await connection.Stream.DisposeAsync();
        connection.RemoteEndPoint.Port.ShouldBe(Port);
        (await FailureAsync(services, "azure.example")).Refusals.ShouldHaveSingleItem().Range.ShouldBeNull();
    }

    [Fact]
    public async Task A_port_where_nobody_listens_refuses()
    {
        var port = Port;
        _canary.Stop();
        await using var services = NetworkUnderTest.Build(null, ("Network:AllowedNetworks:0", "127.0.0.0/8"));

        var failure = await FailureAsync(services, "127.0.0.1", port);

        failure.Kind.ShouldBe(NetworkFailureKind.Refused);
        failure.Addresses.ShouldBe([IPAddress.Loopback]);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told_so()
    {
        await using var services = NetworkUnderTest.Build(null);

        (await FailureAsync(services, "no-such-name.invalid")).Kind.ShouldBe(NetworkFailureKind.NameUnknown);
    }

    private async Task<NetworkFailure> FailureAsync(IServiceProvider services, string host, int? port = null)
    {
        var dialer = services.GetRequiredService<OutboundDialer>();
        return (await Should.ThrowAsync<NetworkException>(() => dialer.DialAsync(host, port ?? Port, Ct))).Failure;
    }
}
