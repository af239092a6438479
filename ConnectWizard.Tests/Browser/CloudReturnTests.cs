using ConnectWizard.Browser.Pages;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>Every way in which a sign-in or an organization can end otherwise than well has its words and a way on.</summary>
public sealed class CloudReturnTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        ExpectsConsoleErrors = true; // The authorization server's pages answer with the status of what they say.
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Declined_permissions_end_on_the_cloud_step_and_can_be_asked_for_again()
    {
        await World.ChangePersonAsync("greta", """{"conditionalAccess":false,"forgetConsents":true}""", Cancel);
        await Wizard.Cloud.StartAsync();
        await Wizard.Cloud.PickAsync("greta");
        await Expect(Page.GetByTestId("accept")).ToBeVisibleAsync();
        await Page.GetByTestId("cancel").ClickAsync();
        await Page.ArriveAtAsync("cloud");
        await Wizard.Cloud.ShouldFailAsync("sign-in-declined");
        await Expect(Wizard.Cloud.SignIn).ToBeVisibleAsync();
        await Wizard.Cloud.PickAsync("greta");
        await Wizard.Cloud.ConsentAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_personal_account_is_sent_to_a_token()
    {
        await Wizard.Cloud.StartAsync();
        await Wizard.Cloud.PickAsync("eve");
        await ReturnAsync();
        await Wizard.Cloud.ShouldFailAsync("personal-account");
        await Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Use a personal access token instead" }).ClickAsync();
        await Expect(Page.GetByTestId("cloud-token")).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Consent_that_only_an_administrator_gives_says_who_and_links_to_help()
    {
        await Wizard.Cloud.StartAsync();
        await Wizard.Cloud.PickAsync("farid");
        await ReturnAsync();
        await Wizard.Cloud.ShouldFailAsync("admin-consent-needed");
        await Expect(Wizard.Cloud.Problem.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Learn more" })).ToHaveAttributeAsync("href", "/help/policy#consent");
    }

    [Fact]
    public async Task A_return_that_comes_twice_goes_on_with_the_account_and_a_forged_one_is_refused()
    {
        var returned = "";
        Page.Request += (_, request) => returned = request.Url.Contains("/signin/return", StringComparison.Ordinal) ? request.Url : returned;
        await Wizard.Cloud.SignInAsync("ada");
        var organizations = Page.Url;
        await Page.GotoAsync(returned);
        await Page.ArriveAtAsync("organization");
        await Expect(Wizard.Cloud.SignedInUser).ToContainTextAsync("You are signed in as");
        await Expect(Page.GetByTestId("problem")).ToHaveCountAsync(0);
        await Page.GotoAsync("/signin/return?code=forged&state=forged");
        await Expect(Page.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "sign-in-expired");
        await Page.GotoAsync(organizations);
        await Expect(Wizard.Cloud.SignedInUser).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Nobodys_member_learns_why_that_may_be_and_can_name_an_organization()
    {
        await Wizard.Cloud.SignInAsync("chiara");
        await Expect(Page.GetByTestId("organizations-none")).ToContainTextAsync("chiara.novak@spacetech.example");
        await Page.GetByTestId("organization-name").FillAsync("spacetech");
        await Page.GetByTestId("organization-use").ClickAsync();
        await Page.ArriveAtAsync("check");
        await Wizard.Check.ShouldFailAsync("token", "not-a-member");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task An_organization_of_another_tenant_is_signed_in_to_there()
    {
        await World.ChangePersonAsync("dmitri", """{"forgetConsents":true}""", Cancel);
        await Wizard.Cloud.SignInAsync("dmitri");
        await Wizard.Cloud.Organization("lunar-survey").ClickAsync();
        await Wizard.Cloud.ShouldFailAsync("organization-other-tenant");
        await Page.GetByTestId("organization-signin").ClickAsync();
        await Page.GetByTestId("accept").ClickAsync();
        await Page.ArriveAtAsync("organization");
        await (await Wizard.Cloud.ChooseAsync("lunar-survey")).ShouldPassAsync();
    }

    [Theory]
    [Trait("Kind", "Deep")]
    [InlineData("spacetech-archive", "collection", "organization-stopped")]
    [InlineData("spacetech-guarded", "token", "organization-refused")]
    public async Task An_organization_that_says_no_is_told_by_the_check_with_a_way_back(string organization, string item, string code)
    {
        await Wizard.Cloud.SignInAsync("bruno");
        await (await Wizard.Cloud.ChooseAsync(organization)).ShouldFailAsync(item, code);
        await Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Back", Exact = true }).ClickAsync();
        await Page.ArriveAtAsync("organization");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task What_the_list_says_is_disabled_is_greyed_with_the_reason()
    {
        await Wizard.Cloud.SignInAsync("bruno");
        await Expect(Wizard.Cloud.Organization("spacetech-retired")).ToHaveAttributeAsync("aria-disabled", "true");
    }

    /// <summary>The authorization server shows a page of its own first; its button sends the answer.</summary>
    private async Task ReturnAsync()
    {
        await Page.WaitForURLAsync(url => url.EndsWith("/cloud", StringComparison.Ordinal) || url.Contains("/oauth2/", StringComparison.Ordinal));
        if (!Page.Url.StartsWith(Url.AbsoluteUri, StringComparison.Ordinal))
            await Page.GetByRole(Microsoft.Playwright.AriaRole.Button).First.ClickAsync();

        await Page.ArriveAtAsync("cloud");
    }
}
