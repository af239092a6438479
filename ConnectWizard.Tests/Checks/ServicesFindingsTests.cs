using ConnectWizard.Connections;
using ConnectWizard.Wizard;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>Checks of organizations of Azure DevOps Services with personal access tokens, over real sockets: the rung and the problem of each.</summary>
public sealed class ServicesFindingsTests(EmulatedCheck check) : IClassFixture<EmulatedCheck>
{
    [Theory]
    [InlineData("spacetech", "services-full")]
    [InlineData("spacetech-labs", "services-global")]
    public async Task An_organization_that_is_well_passes(string organization, string token)
    {
        var result = await RunAsync(organization, token);

        result.Items.ShouldAllBe(item => item.State == CheckItemState.Passed, Described.Of(result));
        result.Facts!.Product.ShouldBe("Azure DevOps Services");
        result.Items[(int)CheckItemId.Token].Evidence.ShouldContain(item => item.Label == "Note" && item.Value.Contains("1 December 2026"));
    }

    [Theory]
    [InlineData("no-such-organization", "services-full", CheckItemId.Collection, ProblemCode.OrganizationUnknown, ResolvedBy.You)]
    [InlineData("spacetech-archive", "services-global", CheckItemId.Collection, ProblemCode.OrganizationStopped, ResolvedBy.OrganizationAdministrator)]
    [InlineData("spacetech", "services-expired", CheckItemId.Token, ProblemCode.TokenExpired, ResolvedBy.You)]
    [InlineData("spacetech", "services-revoked", CheckItemId.Token, ProblemCode.TokenRefused, ResolvedBy.You)]
    [InlineData("spacetech-labs", "services-full", CheckItemId.Token, ProblemCode.TokenRefused, ResolvedBy.You)]
    [InlineData("spacetech-guarded", "services-global", CheckItemId.Token, ProblemCode.NotAMember, ResolvedBy.OrganizationAdministrator)]
    [InlineData("spacetech", "services-code-only", CheckItemId.Projects, ProblemCode.ScopeMissing, ResolvedBy.You)]
    [InlineData("spacetech-new", "services-global", CheckItemId.Projects, ProblemCode.ProjectsNone, ResolvedBy.ProjectAdministrator)]
    public async Task An_organization_that_says_no_is_reported_at_its_item(string organization, string token, CheckItemId item, ProblemCode code, ResolvedBy who)
    {
        var result = await RunAsync(organization, token);

        (result.Failure?.Code).ShouldBe(code, Described.Of(result));
        result.Items[(int)item].State.ShouldBe(CheckItemState.Failed, Described.Of(result));
        ProblemCatalog.ResolvedByOf(result.Failure!).ShouldBe(who);
        var words = ProblemText.For(result.Failure!);
        $"{words.What} {words.Cause} {words.Repair}".ShouldNotContain("server", Case.Insensitive);
    }

    [Fact]
    public async Task The_server_form_still_leads_to_the_cloud()
    {
        var result = await check.RunAsync("https://dev.azure.com/spacetech", "spacetech", "services-full");

        result.Failure!.Code.ShouldBe(ProblemCode.AddressIsServices);
    }

    private Task<CheckResult> RunAsync(string organization, string token) => check.RunAsync(
        CheckSubject.Of(new ServerTarget(CloudFixture.Organizations, organization) { Provider = ProviderKind.Services }, new Secret(check.Token(token))),
        _ => { },
        itemTimeout: null,
        TestContext.Current.CancellationToken);
}
