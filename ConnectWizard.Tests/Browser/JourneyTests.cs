using ConnectWizard.Browser.Pages;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>From an empty page to a build profile, and what is there afterwards.</summary>
public sealed class JourneyTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_server_is_connected_and_ends_in_a_build_profile()
    {
        var check = await Wizard.PassCheckAsync(World, name: "Journey", token: "hook-editor");
        await Expect(check.SignedInUser).ToBeVisibleAsync();
        var picker = await check.ContinueAsync();
        await Expect(picker.Count).ToHaveAttributeAsync("data-complete", "true");
        var review = await picker.ChooseAsync(await FirstSelectableAsync());
        await Expect(review.TriggerPush).ToBeCheckedAsync();
        await review.ProfileName.FillAsync("Journey build");
        await review.CreateAndOpenAsync();
        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Journey build");
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working");
        await Page.GotoAsync("/");
        await Expect(Page.Locator("[data-testid=connection-row][data-name=Journey]")).ToHaveAttributeAsync("data-health", "good");
    }

    [Fact]
    public async Task The_demo_is_clicked_through_without_typing()
    {
        var form = await Wizard.StartServerAsync();
        await form.TakeSampleAsync(1);
        await Expect(form.Collection).ToHaveValueAsync("Flight Systems");
        var check = await form.SubmitAsync();
        await check.ShouldPassAsync();
        await check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.CreateAndOpenAsync();
    }

    [Theory]
    [InlineData(false, Traits = ["Kind", "Deep"])]
    [InlineData(true)]
    public async Task A_press_too_many_and_another_tab_break_nothing(bool isChangedElsewhere)
    {
        var check = await Wizard.PassCheckAsync(World, name: "Pressed", collection: "Flight Systems");
        await check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        if (isChangedElsewhere)
        {
            var second = await Page.Context.NewPageAsync();
            await second.GotoAsync(Page.Url.Replace("/review", "/repository", StringComparison.Ordinal));
            await second.Locator("[data-testid=repo-row][data-selectable=true]").Nth(1).ClickAsync();
            await second.ArriveAtAsync("review");
        }

        await Expect(Page.GetByTestId("review-create")).ToBeEnabledAsync();
        await Page.EvaluateAsync("""
            globalThis.broken = 0;
            new MutationObserver(() => { if (document.querySelector('main [role=alert] h1')) broken++; }).observe(document.body, { childList: true, subtree: true });
            """);
        if (isChangedElsewhere)
            await Page.GetByTestId("review-create").ClickAsync();
        else
            await Page.GetByTestId("review-create").DblClickAsync();
        await Page.ArriveAtAsync("done");
        await Expect(Page.GetByTestId("done-profile-link")).ToBeVisibleAsync();
        (await Page.EvaluateAsync<int>("broken")).ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_is_deleted_with_its_name_typed_and_a_receipt()
    {
        var check = await Wizard.PassCheckAsync(World, name: "Delete me", collection: "Bodenstation München", token: "hook-editor");
        await check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.CreateAndOpenAsync();
        await Page.GotoAsync("/");
        await Page.Locator("[data-testid=connection-row][data-name='Delete me'] a").First.ClickAsync();
        await Page.GetByTestId("connection-menu").GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Page.GetByTestId("connection-delete").ClickAsync();
        await Expect(Page.GetByTestId("confirm")).ToBeDisabledAsync();
        await Page.GetByTestId("confirm-name").FillAsync("Delete me");
        await Page.GetByTestId("confirm").ClickAsync();
        await Expect(Page.GetByText("Its token was deleted from ConnectWizard.")).ToBeVisibleAsync();
        await Page.GotoAsync("/");
        await Expect(Page.Locator("[data-testid=connection-row][data-name='Delete me']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_check_page_checks_the_same_and_saves_nothing()
    {
        await Page.GotoAsync("/check");
        await Wizard.Server.FillAsync(null, DemoWorld.Server, "DefaultCollection", World.Token("full"));
        var check = await Wizard.Server.SubmitAsync();
        await Expect(check.Retry).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await Expect(check.CheckItem("webhooks")).ToHaveAttributeAsync("data-state", "passed");
        await Page.ReloadAsync();
        await Expect(Wizard.Server.ServerUrl).ToHaveValueAsync("");
    }

    private async Task<string> FirstSelectableAsync() =>
        (await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.GetAttributeAsync("data-repo")).ShouldNotBeNull();
}
