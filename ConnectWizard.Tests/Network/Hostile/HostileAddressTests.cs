using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network.Hostile;

/// <summary>
/// Every hostile address over the whole way that a typed address takes. It ends at the check's address or policy, nothing is dialled, and the
/// canary on this machine is not reached.
/// </summary>
public sealed class HostileAddressTests(Canary canary) : IClassFixture<Canary>
{
    public static TheoryData<string, string> Meant =>
    [
        .. HostileNumbers.Spellings.Select(row => ($"http://{row.Data.Item1}:{{p}}", row.Data.Item2)),
        .. HostileIPv6.Spellings.Select(row => ($"http://[{row.Data.Item1}]:{{p}}", $"[{row.Data.Item2}]")),
        .. HostileText.Spellings.Select(row => row.Data),
        .. SpecialNetworks.Edges.Select(row => ($"http://{row.Data}:{{p}}", row.Data)),
    ];

    public static TheoryData<string> Unusable =>
    [
        .. HostileNumbers.NoAddresses.Concat(HostileIPv6.NoAddresses).Select(row => $"http://{row.Data}"),
        .. HostileSyntax.Schemes.Concat(HostileSyntax.Ports).Concat(HostileSyntax.Hosts).Select(row => row.Data),
    ];

    [Fact]
    public void The_table_is_long_enough() => (Meant.Count + Unusable.Count + HostileNames.Answers.Count).ShouldBeGreaterThan(400);

    [Theory]
    [MemberData(nameof(Meant))]
    public async Task A_forbidden_address_is_refused_however_it_is_spelled(string typed, string host)
    {
        var names = NameFixture.None;
        await using var way = new EndToEnd(names, mayConnect: true);

        var result = await way.CheckAsync(canary.Aim(typed));

        result.Target.ShouldNotBeNull(result.Failure?.ToString()).Address.Host.ShouldBe(host);
        ShouldEndAt(result, CheckItemId.Policy, ProblemCode.AddressNotAllowed);
        names.Asked.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task What_is_no_address_is_not_asked_of_anybody(string typed)
    {
        var names = NameFixture.None;
        await using var way = new EndToEnd(names, mayConnect: true);

        ShouldEndAt(await way.CheckAsync(canary.Aim(typed)), CheckItemId.Address, ProblemCode.AddressUnusable);
        names.Asked.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(HostileNames.Answers), MemberType = typeof(HostileNames))]
    public async Task A_name_that_stands_for_a_forbidden_address_is_refused(string typed, string name, string answers)
    {
        var names = new NameFixture(name, answers);
        await using var way = new EndToEnd(names, mayConnect: true);

        ShouldEndAt(await way.CheckAsync(canary.Aim(typed)), CheckItemId.Policy, ProblemCode.AddressNotAllowed);
        names.Asked.ShouldBe([name]);
    }

    [Fact]
    public async Task The_canary_can_be_reached_where_it_is_allowed()
    {
        using var own = new Canary();
        await using var services = NetworkUnderTest.Build(null, ("Network:AllowedNetworks:0", "127.0.0.0/8"));

        var connection = await services.GetRequiredService<OutboundDialer>().DialAsync("127.0.0.1", own.Port, TestContext.Current.CancellationToken);

        await connection.Stream.DisposeAsync();
        own.IsReached.ShouldBeTrue();
    }

    private void ShouldEndAt(CheckResult result, CheckItemId item, ProblemCode code)
    {
        result.Failure.ShouldNotBeNull().Code.ShouldBe(code);
        result.Items[(int)item].State.ShouldBe(CheckItemState.Failed);
        result.Items.Skip((int)item + 1).ShouldAllBe(later => later.State == CheckItemState.Skipped);
        canary.IsReached.ShouldBeFalse();
    }
}
