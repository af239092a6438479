using ConnectWizard.Connections;
using ConnectWizard.Wizard;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>The same ladder for an organization of Azure DevOps Services: what it asks less, and the words that are the cloud's.</summary>
public sealed class ServicesCheckTests
{
    private static readonly ServerTarget Organization = new CloudFixture().Setup.TargetOf("spacetech");
    private readonly CheckFixture _fixture = new();

    public ServicesCheckTests()
    {
        Ask(new EntraAccessToken(new string('e', 2048)));
        _fixture.Gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(
            new AuthenticatedUser("id", "Ada Lovelace", "ada@spacetech.example", null, true, [new("accessPoint", "https://codedev.ms/1/"), new("accessPoint", "http://localhost/")], []));
        _fixture.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(CheckFixture.Version(2018));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organization_passes_whatever_it_calls_itself_and_whatever_its_version()
    {
        var result = await _fixture.RunAsync(Cancellation);

        result.Items.ShouldAllBe(item => item.State == CheckItemState.Passed, Described.Of(result));
        result.Facts!.Product.ShouldBe("Azure DevOps Services");
        (result.Target, result.Target!.Provider).ShouldBe((Organization, ProviderKind.Services));
        result.Items[(int)CheckItemId.Token].Sentence.ShouldBe("Signed in as Ada Lovelace.");
        result.Items.Select(item => item.Sentence).ShouldAllBe(sentence => !sentence.Contains("server", StringComparison.OrdinalIgnoreCase) && !sentence.Contains("collection", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_token_that_somebody_made_gets_a_note_on_those_that_end()
    {
        Ask(new Secret(new string('p', 84)));

        var token = (await _fixture.RunAsync(Cancellation)).Items[(int)CheckItemId.Token];

        token.State.ShouldBe(CheckItemState.Passed);
        token.Evidence.ShouldContain(new Evidence("Note", GlobalTokens.NoteAt(_fixture.Time.GetUtcNow())));
    }

    [Theory]
    [InlineData(ProblemCode.OrganizationUnknown, CheckItemId.Collection)]
    [InlineData(ProblemCode.OrganizationStopped, CheckItemId.Collection)]
    public async Task What_stops_everybody_is_told_to_strangers_already(ProblemCode code, CheckItemId item)
    {
        _fixture.Gateway.ProbeAsync(default!, Cancellation).ReturnsForAnyArgs(new Problem(code));

        var result = await _fixture.RunAsync(Cancellation);

        result.Items[(int)item].Problem!.Code.ShouldBe(code);
        ProblemText.For(result.Failure!).What.ShouldContain("spacetech");
        await _fixture.Gateway.DidNotReceiveWithAnyArgs().GetConnectionDataAsync(default!, default!, Cancellation);
    }

    [Theory]
    [InlineData("22222222-2222-2222-2222-222222222222", ProblemCode.OrganizationOtherTenant)]
    [InlineData(CloudFixture.Tenant, ProblemCode.OrganizationRefused)]
    [InlineData(null, ProblemCode.OrganizationRefused)]
    public async Task A_refusal_is_another_tenants_where_the_organization_says_whose_it_is(string? tenant, ProblemCode code)
    {
        _fixture.Gateway.ProbeAsync(default!, Cancellation).ReturnsForAnyArgs(
            CheckFixture.ServerProbe() with { Tenant = tenant is null ? null : new OrganizationTenant(tenant) });
        _fixture.Gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.OrganizationRefused));

        var result = await _fixture.RunAsync(Cancellation);

        (result.Failure!.Code, result.Items[(int)CheckItemId.Token].State).ShouldBe((code, CheckItemState.Failed));
        ProblemText.For(result.Failure).Cause.ShouldNotContain("{");
    }

    [Fact]
    public async Task An_application_that_is_refused_is_not_told_to_open_a_browser()
    {
        _fixture.Subject = CheckSubject.Of(Organization, new EntraAccessToken("e") { IsApplication = true }) with { Account = CloudFixture.Ada with { Identity = IdentityKind.Secret } };
        _fixture.Gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.OrganizationRefused));

        var words = ProblemText.For((await _fixture.RunAsync(Cancellation)).Failure!);

        words.What.ShouldBe("spacetech refuses the application ada@spacetech.example, and does not say why.");
        $"{words.Repair} {words.Ask}".ShouldNotContain("browser");
    }

    [Fact]
    public async Task Why_there_is_no_token_is_the_problem()
    {
        _fixture.Subject = CheckSubject.Of(Organization, new Problem(ProblemCode.SignInAgain).With("login", "ada@spacetech.example"));

        var result = await _fixture.RunAsync(Cancellation);

        (result.Failure!.Code, result.Items[(int)CheckItemId.Token].State).ShouldBe((ProblemCode.SignInAgain, CheckItemState.Failed));
    }

    [Fact]
    public async Task A_missing_permission_of_an_account_is_the_operators_and_a_missing_scope_of_a_token_is_its_makers()
    {
        _fixture.Gateway.AskGitAsync(default!, default!, default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.ScopeMissing).With("scope", "Code (Read)"));

        ProblemCatalog.ResolvedByOf((await _fixture.RunAsync(Cancellation)).Failure!).ShouldBe(ResolvedBy.Us);
        Ask(new Secret("abc123"));
        ProblemCatalog.ResolvedByOf((await _fixture.RunAsync(Cancellation)).Failure!).ShouldBe(ResolvedBy.You);
    }

    private void Ask(Secret token) => _fixture.Subject = CheckSubject.Of(Organization, token) with { Account = token is EntraAccessToken ? CloudFixture.Ada : null };
}
