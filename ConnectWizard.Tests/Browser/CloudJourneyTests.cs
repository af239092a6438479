using ConnectWizard.Browser.Pages;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The cloud's journey in the demo, by clicking alone.</summary>
public sealed class CloudJourneyTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private static readonly Microsoft.Playwright.LocatorAssertionsToHaveAttributeOptions UntilChecked = new() { Timeout = 60_000 };

    [Fact]
    public async Task An_organization_is_connected_then_with_another_account_then_without_signing_in_again()
    {
        ExpectsConsoleErrors = true; // The authorization server's own pages answer some of their requests with 401.
        await Wizard.Cloud.SignInAsync("ada");
        await Expect(Wizard.Cloud.SignedInUser).ToContainTextAsync("ada.lindqvist@spacetech.example");
        await Page.GetByTestId("whoami-switch").ClickAsync();
        await Wizard.Cloud.PickThereAsync("hedda");
        await Wizard.Cloud.ConsentAsync();
        await Expect(Wizard.Cloud.SignedInUser).ToContainTextAsync("hedda.brandt@spacetech.example");
        await ConnectAsync(await Wizard.Cloud.ChooseAsync("spacetech"));

        await Page.GotoAsync("/connect");
        await Expect(Page.GetByTestId("cloud-authorized-account")).ToHaveTextAsync("Authorized as hedda.brandt@spacetech.example: spacetech.");
        await Page.GetByTestId("choose-cloud-authorized").ClickAsync();
        await Page.ArriveAtAsync("organization");
        await Expect(Wizard.Cloud.Organization("spacetech")).ToHaveAttributeAsync("data-authorized", "true");
        await ConnectAsync(await Wizard.Cloud.ChooseAsync("spacetech-labs"));
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_connection_of_an_account_is_checked_again_from_its_page()
    {
        ExpectsConsoleErrors = true;
        await Wizard.Cloud.SignInAsync("ada");
        await ConnectAsync(await Wizard.Cloud.ChooseAsync("spacetech-labs"));
        await Page.GotoAsync("/");
        await Page.Locator("[data-testid=connection-row][data-name=spacetech-labs] a").First.ClickAsync();
        await Page.GetByTestId("connection-menu").GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Page.GetByTestId("connection-check").ClickAsync();
        await Expect(Wizard.Check.CheckItem("webhooks")).ToHaveAttributeAsync("data-state", "passed", UntilChecked);
        await Expect(Wizard.Check.CheckItem("collection")).ToContainTextAsync("Organization");
    }

    [Fact]
    public async Task A_personal_access_token_connects_an_organization_in_the_same_place()
    {
        await Wizard.Cloud.StartAsync();
        await Page.GetByTestId("cloud-token-open").ClickAsync();
        await Page.GetByTestId("cloud-organization").FillAsync("https://dev.azure.com/spacetech/Mission%20Control/_git/telemetry");
        await Page.GetByTestId("cloud-token").FillAsync(World.Token("services-full"));
        await Expect(Page.GetByTestId("global-token-note")).ToContainTextAsync("1 December 2026");
        await Page.GetByTestId("cloud-token-submit").ClickAsync();
        await Page.ArriveAtAsync("check");
        await Wizard.Check.ShouldPassAsync();
        (await Page.ContentAsync()).ShouldNotContain(World.Token("services-full"));
        await Page.ReloadAsync();
        await Wizard.Check.ShouldPassAsync();
    }

    private async Task ConnectAsync(CheckModel check)
    {
        await check.ShouldPassAsync();
        await check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.CreateAndOpenAsync();
    }
}
