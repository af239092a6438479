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

        result.Rungs.ShouldAllBe(rung => rung.State == RungState.Passed, Described.Of(result));
        result.Facts!.Product.ShouldBe("Azure DevOps Services");
        result.Rungs[(int)RungCode.Token].Evidence.ShouldContain(item => item.Label == "Note" && item.Value.Contains("1 December 2026"));
    }

    [Theory]
    [InlineData("no-such-organization", "services-full", RungCode.Collection, ProblemCode.OrganizationUnknown, Mender.You)]
    [InlineData("spacetech-archive", "services-global", RungCode.Collection, ProblemCode.OrganizationStopped, Mender.OrganizationAdministrator)]
    [InlineData("spacetech", "services-expired", RungCode.Token, ProblemCode.TokenExpired, Mender.You)]
    [InlineData("spacetech", "services-revoked", RungCode.Token, ProblemCode.TokenRefused, Mender.You)]
    [InlineData("spacetech-labs", "services-full", RungCode.Token, ProblemCode.TokenRefused, Mender.You)]
    [InlineData("spacetech-guarded", "services-global", RungCode.Token, ProblemCode.NotAMember, Mender.OrganizationAdministrator)]
    [InlineData("spacetech", "services-code-only", RungCode.Projects, ProblemCode.ScopeMissing, Mender.You)]
    [InlineData("spacetech-new", "services-global", RungCode.Projects, ProblemCode.ProjectsNone, Mender.ProjectAdministrator)]
    public async Task An_organization_that_says_no_is_told_at_its_rung(string organization, string token, RungCode rung, ProblemCode code, Mender who)
    {
        var result = await RunAsync(organization, token);

        (result.Failure?.Code).ShouldBe(code, Described.Of(result));
        result.Rungs[(int)rung].State.ShouldBe(RungState.Failed, Described.Of(result));
        ProblemCatalog.MenderOf(result.Failure!).ShouldBe(who);
        var words = ProblemText.For(result.Failure!);
        $"{words.What} {words.Cause} {words.Mend}".ShouldNotContain("server", Case.Insensitive);
    }

    [Fact]
    public async Task The_server_form_still_leads_to_the_cloud()
    {
        var result = await check.RunAsync("https://dev.azure.com/spacetech", "spacetech", "services-full");

        result.Failure!.Code.ShouldBe(ProblemCode.AddressIsServices);
    }

    private Task<CheckResult> RunAsync(string organization, string token) => check.RunAsync(
        CheckSubject.Of(new ServerTarget(OneCloud.Organizations, organization) { Provider = ProviderKind.Services }, new Secret(check.Token(token))),
        _ => { },
        rungTime: null,
        TestContext.Current.CancellationToken);
}
