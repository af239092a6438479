using Bunit;
using ConnectWizard.Connections;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Organization;

public sealed class OrganizationStepTests : StepContext
{
    private const string OtherTenant = "22222222-2222-2222-2222-222222222222";

    public OrganizationStepTests()
    {
        Cloud.AccountsAre(CloudFixture.Ada);
        Cloud.OrganizationsAre(new CloudOrganization("spacetech", null), new CloudOrganization("spacetech-retired", "disabled"), new CloudOrganization("labs", null));
    }

    [Fact]
    public async Task Who_is_signed_in_stands_above_the_organizations_with_a_switch()
    {
        var step = await ShowAsync();

        step.TextOf("whoami").ShouldContain("ada@spacetech.example");
        step.TextOf("whoami").ShouldContain(CloudFixture.Tenant);
        step.Part("whoami-switch").GetAttribute("href").ShouldBe($"/signin/entra?draft={Draft.Id}&another=true");
        step.FindAll("[role=option]").Select(row => row.GetAttribute("data-testid")).ShouldBe(["organization-labs", "organization-spacetech", "organization-spacetech-retired"]);
    }

    [Fact]
    public async Task An_organization_is_greyed_with_the_reason_where_the_list_says_so_and_those_authorized_are_marked()
    {
        Cloud.AuthorizedAre("spacetech");
        var step = await ShowAsync();

        step.Part("organization-spacetech-retired").GetAttribute("aria-disabled").ShouldBe("true");
        step.TextOf("organization-spacetech-retired").ShouldContain("Azure DevOps lists it as disabled");
        step.FindAll("[data-authorized=true]").ShouldHaveSingleItem().GetAttribute("data-testid").ShouldBe("organization-spacetech");
        await step.ClickAsync("[data-testid=organization-spacetech-retired]");
        (Draft.Target, Answers).ShouldBe((null, 0));
    }

    [Fact]
    public async Task Choosing_one_makes_it_the_target_and_names_the_connection()
    {
        var step = await ShowAsync();
        await step.ClickAsync("[data-testid=organization-labs]");

        Draft.Target.ShouldBe(Cloud.Setup.TargetOf("labs"));
        (Draft.Server.Name, Draft.Cloud.Organization, Answers).ShouldBe(("labs", "labs", 1));
    }

    [Fact]
    public async Task The_organization_of_a_pasted_address_is_marked_and_choosing_it_keeps_the_repository()
    {
        var step = await ShowAsync<OrganizationStep>(draft => draft.WithProvider(ProviderKind.Services).WithAccount(CloudFixture.Ada.Id).WithPasted("labs", "App", "Site"));
        step.Part("organization-labs").GetAttribute("aria-selected").ShouldBe("true");
        step.Part("organization-name").GetAttribute("value").ShouldBe("labs");

        await step.ClickAsync("[data-testid=organization-labs]");

        (Draft.Target!.Collection, Draft.Server.PastedProject, Draft.Server.PastedRepository).ShouldBe(("labs", "App", "Site"));
    }

    [Fact]
    public async Task Hundreds_are_searched()
    {
        Cloud.OrganizationsAre([.. Enumerable.Range(1, 700).Select(number => new CloudOrganization($"team-{number:000}", null))]);
        var step = await ShowAsync();
        step.TextOf("organization-count").ShouldBe("700 of 700 organizations");

        await step.TypeAsync("organization-search", "team 69");

        step.FindAll("[role=option]").Count.ShouldBe(17);
        step.Part("organization-count").GetAttribute("data-shown").ShouldBe("17");
    }

    [Fact]
    public async Task One_of_another_tenant_is_offered_to_sign_in_there()
    {
        Cloud.TenantIs(OtherTenant);
        var step = await ShowAsync();
        await step.ClickAsync("[data-testid=organization-spacetech]");

        step.Part("problem").GetAttribute("data-code").ShouldBe("organization-other-tenant");
        step.Part("organization-signin").GetAttribute("href").ShouldBe($"/signin/entra?draft={Draft.Id}&tenant={OtherTenant}&login=ada%40spacetech.example");
        Draft.Target.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_does_not_say_whose_it_is_is_left_to_the_check()
    {
        Cloud.Gateway.FindTenantAsync(default!, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs(new Problem(ProblemCode.OrganizationStopped));
        var step = await ShowAsync();
        await step.ClickAsync("[data-testid=organization-spacetech]");

        Answers.ShouldBe(1);
    }

    [Fact]
    public async Task None_says_why_that_may_be_and_one_can_be_named()
    {
        Cloud.OrganizationsAre();
        var step = await ShowAsync();
        step.TextOf("organizations-none").ShouldContain("Azure DevOps lists no organization for ada@spacetech.example.");

        await step.ChangeAsync("organization-name", "https://guest-house.visualstudio.com/");
        await step.ChangeAsync("cloud-name", "Guests");
        await step.SubmitAsync();

        (Draft.Target!.Collection, Draft.Server.Name, Answers).ShouldBe(("guest-house", "Guests", 1));
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_is_told_with_what_is_authorized_all_the_same()
    {
        Cloud.AuthorizedAre("spacetech");
        Cloud.ListingFails(new Problem(ProblemCode.TimedOut));
        var step = await ShowAsync();

        step.Part("problem").GetAttribute("data-code").ShouldBe("timed-out");
        await step.ClickAsync("[data-testid=organization-spacetech]");
        Answers.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_whose_tokens_are_refused_is_signed_in_again()
    {
        Cloud.Tokens.OpenAsync(default, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs(new Problem(ProblemCode.SignInAgain));
        var step = await ShowAsync();

        step.Part("organization-signin").GetAttribute("href")!.ShouldContain("login=ada%40spacetech.example");
    }

    [Fact]
    public async Task An_account_that_is_gone_is_said_to_be()
    {
        Cloud.AccountsAre();
        var step = await ShowAsync();

        (step.Has("whoami"), step.Part("cloud-signin").GetAttribute("href")).ShouldBe((false, $"/signin/entra?draft={Draft.Id}"));
    }

    private async Task<IRenderedComponent<OrganizationStep>> ShowAsync()
    {
        var step = await ShowAsync<OrganizationStep>(draft => draft.WithProvider(ProviderKind.Services).WithAccount(CloudFixture.Ada.Id) with { Server = new ServerAnswers() });
        await step.WaitForStateAsync(() => !step.Has("organizations-listing"));
        return step;
    }
}
