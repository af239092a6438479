using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Organization;

public sealed class OrganizationChoicesTests
{
    private static readonly CloudOrganization[] Listed = [new("spacetech", null), new("Apollo", null), new("closed-lab", "disabled")];

    [Fact]
    public void What_was_authorized_comes_first_and_each_group_by_name() =>
        OrganizationChoices.Of(Listed, ["spacetech"]).All.Select(one => one.Name).ShouldBe(["spacetech", "Apollo", "closed-lab"]);

    [Fact]
    public void An_authorized_organization_that_is_not_listed_is_there()
    {
        var choices = OrganizationChoices.Of(Listed, ["guest-house", "APOLLO"]);

        choices.All.Count.ShouldBe(4);
        choices.All.Where(one => one.IsAuthorized).Select(one => one.Name).ShouldBe(["Apollo", "guest-house"]);
    }

    [Fact]
    public void An_organization_that_is_listed_twice_is_there_once() =>
        OrganizationChoices.Of([.. Listed, new("SpaceTech", null)], []).All.Count.ShouldBe(3);

    [Theory]
    [InlineData("", 3)]
    [InlineData("ap", 1)]
    [InlineData("lab closed", 1)]
    [InlineData("lab open", 0)]
    public void Every_word_of_a_search_occurs_in_the_name(string search, int matches) =>
        OrganizationChoices.Of(Listed, []).Matching(search).Count.ShouldBe(matches);
}
