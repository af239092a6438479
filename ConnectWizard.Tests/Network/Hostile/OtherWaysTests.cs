using System.Net;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network.Hostile;

/// <summary>The other ways that lead to an address: the paste box, the one HTTP client itself, names that change their answers, redirects.</summary>
public sealed class OtherWaysTests(Canary canary) : IClassFixture<Canary>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Typed => [.. HostileAddressTests.Meant.Select(row => row.Data.Item1), .. HostileAddressTests.Unusable.Select(row => row.Data)];

    /// <summary>Those that the paste box takes for an address at all.</summary>
    public static TheoryData<string> Pasted => [.. Typed.Where(typed => AddressParser.ParsePasted(WithPort(typed)) is ParsedServer)];

    /// <summary>Those that the system's own type takes for an address.</summary>
    public static TheoryData<string> Urls =>
        [.. Typed.Where(typed => Uri.TryCreate(WithPort(typed), UriKind.Absolute, out var url) && url.Scheme is "http" or "https")];

    [Theory]
    [MemberData(nameof(Pasted))]
    public async Task What_the_paste_box_makes_of_a_hostile_address_is_refused_too(string typed)
    {
        var pasted = AddressParser.ParsePasted(canary.Aim(typed)).ShouldBeOfType<ParsedServer>();
        await using var way = new EndToEnd(NameFixture.None, mayConnect: true);

        var result = await way.CheckAsync(pasted.Address.DisplayUrl);

        result.Failure.ShouldNotBeNull().Code.ShouldBeOneOf(ProblemCode.AddressNotAllowed, ProblemCode.NameUnknown);
        result.Items[(int)CheckItemId.Port].State.ShouldBe(CheckItemState.Skipped);
        canary.IsReached.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task The_client_refuses_a_hostile_address_that_no_parser_has_seen(string typed)
    {
        await using var way = new EndToEnd(NameFixture.None, mayConnect: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(canary.Aim(typed)));

        var thrown = await Record.ExceptionAsync(() => way.Http.SendAsync(request, TimeSpan.FromSeconds(30), Ct));

        // The system's own type takes some addresses whose hosts it cannot read later.
        if (thrown is not UriFormatException)
            thrown.ShouldBeOfType<NetworkException>().Failure.Kind.ShouldBeOneOf(NetworkFailureKind.NotAllowed, NetworkFailureKind.NameUnknown);
        canary.IsReached.ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_changes_its_answer_in_the_middle_of_a_check_is_refused_where_it_changes()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("ok", Ct));
        await using var way = new EndToEnd(new ScriptedResolver(["127.0.0.1"], ["::1"]), mayConnect: true, "127.0.0.0/8");

        var result = await way.CheckAsync($"http://rebind.example:{server.Port}");

        result.Items[(int)CheckItemId.Port].State.ShouldBe(CheckItemState.Passed);
        result.Items[(int)CheckItemId.Http].Problem.ShouldNotBeNull().Code.ShouldBe(ProblemCode.AddressNotAllowed);
        server.Hosts.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_address_that_was_judged_is_the_one_that_is_connected_to()
    {
        var names = new ScriptedResolver(["127.0.0.1"], ["8.8.8.8"]);
        await using var services = NetworkUnderTest.Build(names, ("Network:AllowedNetworks:0", "127.0.0.1/32"));
        using var own = new Canary();

        var connection = await services.GetRequiredService<OutboundDialer>().DialAsync("rebind.example", own.Port, Ct);

        await connection.Stream.DisposeAsync();
        connection.RemoteEndPoint.ShouldBe(new IPEndPoint(IPAddress.Loopback, own.Port));
        names.Asked.ShouldBe(1);
    }

    [Theory]
    [InlineData("http://[::1]:{p}/")]
    [InlineData("http://localhost:{p}/")]
    [InlineData("//[::1]:{p}/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("gopher://[::1]:{p}/_")]
    public async Task Where_a_server_redirects_to_is_evidence_and_not_asked(string location)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = canary.Aim(location);
            return Task.CompletedTask;
        });
        var names = new NameFixture("azure.example", "127.0.0.1");
        await using var way = new EndToEnd(names, mayConnect: true, "127.0.0.1/32");

        var result = await way.CheckAsync($"http://azure.example:{server.Port}");

        result.Failure.ShouldNotBeNull().Code.ShouldBe(ProblemCode.Redirected);
        names.Asked.Distinct(StringComparer.Ordinal).ShouldBe(["azure.example"]);
        canary.IsReached.ShouldBeFalse();
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("2606:4700::5efe:169.254.169.254")]
    public async Task An_allowed_name_does_not_lead_to_metadata(string answer)
    {
        await using var way = new EndToEnd(new NameFixture("metadata.google.internal", answer), mayConnect: true, "metadata.google.internal");

        var result = await way.CheckAsync("http://metadata.google.internal");

        result.Items[(int)CheckItemId.Policy].Problem.ShouldNotBeNull().Code.ShouldBe(ProblemCode.AddressNotAllowed);
    }

    private static string WithPort(string typed) => typed.Replace("{p}", "8080", StringComparison.Ordinal);
}
