using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser.Walk;

/// <content>The way to Azure DevOps Services.</content>
internal sealed partial class PageWalk
{
    public async Task VisitSignInAsync()
    {
        await Wizard.Cloud.StartAsync();
        await visitor.VisitAsync(page, "cloud", Wizard.Cloud.SignIn);
        await page.GetByTestId("cloud-token-open").ClickAsync();
        await Expect(page.GetByTestId("cloud-token")).ToBeEnabledAsync();
        await page.GetByTestId("cloud-token-submit").ClickAsync();
        await Expect(page.GetByTestId("field-error-token")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "cloud token errors", page.GetByTestId("cloud-token-submit"));
        await Wizard.Cloud.SignIn.ClickAsync();
        await Expect(page.GetByTestId("account-eve")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "sign-in accounts");
        await page.GetByTestId("account-eve").ClickAsync();
        await page.GetByRole(AriaRole.Button).First.ClickAsync();
        await page.ArriveAtAsync("cloud");
        await Expect(Wizard.Cloud.Problem).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "cloud sign-in failed");
    }

    /// <summary>An installation that nobody has registered with Microsoft.</summary>
    public async Task VisitWithoutClientAsync()
    {
        await page.GetByTestId("choose-cloud-authorize").ClickAsync();
        await page.ArriveAtAsync("cloud");
        await Expect(page.GetByTestId("cloud-missing")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "cloud without a client id");
    }

    public async Task VisitOrganizationsAsync()
    {
        await Wizard.Cloud.StartAsync();
        await Wizard.Cloud.PickAsync("ada");
        await Expect(page.GetByTestId("accept")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "sign-in consent");
        await Wizard.Cloud.ConsentAsync();
        await Expect(Wizard.Cloud.Organization("spacetech")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "organizations", Wizard.Cloud.SignedInUser);
        var check = await Wizard.Cloud.ChooseAsync("spacetech");
        await check.ShouldPassAsync();
        await visitor.VisitAsync(page, "cloud check passed", Verdict, check.SignedInUser, check.Continue);
        await OpenAsync("/connect");
        await visitor.VisitAsync(page, "provider with an account", page.GetByTestId("choose-cloud-authorized"));
        await page.GetByTestId("choose-cloud-authorize").ClickAsync();
        await page.ArriveAtAsync("cloud");
        await Expect(page.GetByTestId("account").First).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "cloud with an account");
        await Wizard.Cloud.PickAsync("chiara");
        await Wizard.Cloud.ConsentAsync();
        await Expect(page.GetByTestId("organizations-none")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "organizations none", Wizard.Cloud.SignedInUser);
    }
}
