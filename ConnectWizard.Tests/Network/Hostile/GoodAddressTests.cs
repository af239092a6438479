using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network.Hostile;

/// <summary>
/// Good addresses over the same way as the hostile ones: the check comes to the port, where it ends, for these addresses are somebody's.
/// </summary>
public sealed class GoodAddressTests
{
    [Theory]
    [MemberData(nameof(GoodAddresses.Public), MemberType = typeof(GoodAddresses))]
    public Task A_public_name_is_permitted(string typed, string understood, string answers) => ShouldBePermittedAsync(typed, answers, understood);

    [Theory]
    [MemberData(nameof(GoodAddresses.Addresses), MemberType = typeof(GoodAddresses))]
    public Task A_public_address_is_permitted(string typed, string understood) => ShouldBePermittedAsync(typed, "", understood);

    [Theory]
    [MemberData(nameof(SpecialNetworks.Neighbours), MemberType = typeof(SpecialNetworks))]
    public async Task The_neighbours_of_special_networks_are_permitted(string host) => ShouldComeToThePort(await CheckAsync($"https://{host}", ""));

    [Theory]
    [MemberData(nameof(GoodAddresses.Allowed), MemberType = typeof(GoodAddresses))]
    public async Task A_private_address_is_permitted_by_the_entry_that_allows_it_and_by_no_other(string typed, string answers, string entry)
    {
        ShouldComeToThePort(await CheckAsync(typed, answers, entry));
        (await CheckAsync(typed, answers, "other.example", "10.99.0.0/16")).Failure.ShouldNotBeNull().Code.ShouldBe(ProblemCode.AddressNotAllowed);
    }

    /// <summary>At another port than 80 and 443 by the entry that the refusal names.</summary>
    private static async Task ShouldBePermittedAsync(string typed, string answers, string understood)
    {
        var result = await CheckAsync(typed, answers);
        if (result.Failure is { Code: ProblemCode.PortNotAllowed } refusal)
            result = await CheckAsync(typed, answers, refusal.Arguments["entry"]);
        ShouldComeToThePort(result);
        var address = result.Target!.Address;
        address.BaseUrl.ShouldBe(understood);
        (address.Port is 80 or 443).ShouldBe((await CheckAsync(typed, answers)).Failure!.Code == ProblemCode.Unreachable);
    }

    private static async Task<CheckResult> CheckAsync(string typed, string answers, params string[] allowed)
    {
        await using var way = new EndToEnd(answers.Length > 0 ? new ScriptedResolver(answers.Split(' ')) : NameFixture.None, mayConnect: false, allowed);
        return await way.CheckAsync(typed);
    }

    private static void ShouldComeToThePort(CheckResult result)
    {
        result.Failure.ShouldNotBeNull().Code.ShouldBe(ProblemCode.Unreachable, result.Failure.ToString());
        result.Items[(int)CheckItemId.Port].State.ShouldBe(CheckItemState.Failed);
        result.Items.Take((int)CheckItemId.Port).ShouldAllBe(item => item.State == CheckItemState.Passed);
    }
}
