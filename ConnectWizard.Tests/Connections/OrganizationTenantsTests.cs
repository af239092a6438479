using ConnectWizard.Wizard;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

public sealed class OrganizationTenantsTests
{
    private const string Other = "22222222-2222-2222-2222-222222222222";

    [Theory]
    [InlineData(CloudFixture.Tenant, CloudFixture.Tenant)]
    [InlineData("spacetech.example", Other)]
    [InlineData(null, Other)]
    [InlineData(CloudFixture.Tenant, "spacetech.example")]
    public void What_is_the_same_or_not_known_by_its_id_is_not_foreign(string? ours, string theirs) =>
        OrganizationTenants.FindForeign(CloudFixture.Ada with { Tenant = ours }, new OrganizationTenant(theirs), "lab").ShouldBeNull();

    [Fact]
    public void Another_tenant_is_named()
    {
        var problem = OrganizationTenants.FindForeign(CloudFixture.Ada, new OrganizationTenant(Other), "lab").ShouldNotBeNull();

        problem.Code.ShouldBe(ProblemCode.OrganizationOtherTenant);
        problem.Arguments["tenant"].ShouldBe(Other);
        ProblemText.For(problem).What.ShouldContain("lab belongs to another Microsoft Entra tenant");
    }

    [Fact]
    public void An_organization_of_personal_accounts_has_words_of_its_own() =>
        ProblemText.For(OrganizationTenants.FindForeign(CloudFixture.Ada, new OrganizationTenant(null), "garage")!).Repair.ShouldContain("personal access token");
}
