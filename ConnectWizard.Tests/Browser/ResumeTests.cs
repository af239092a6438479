using ConnectWizard.Browser.Pages;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>Reload, back, a second tab, another browser: each lands where the person was, or is told why not.</summary>
public sealed class ResumeTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_reload_keeps_every_field_but_the_token_and_says_why()
    {
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("Kept", DemoWorld.Server, "Mars Rovers", World.Token("full"));
        var check = await form.SubmitAsync();
        await check.ShouldFailAsync("collection", "collection-unknown");
        await Page.ReloadAsync();
        await Page.ArriveAtAsync("server");
        await Expect(form.Collection).ToHaveValueAsync("Mars Rovers");
        await Expect(form.Token).ToHaveValueAsync("");
        await Expect(Page.GetByTestId("token-forgotten")).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_field_is_stored_as_soon_as_it_is_left()
    {
        var form = await Wizard.StartServerAsync();
        await form.Name.FillAsync("Left");
        await form.ServerUrl.FocusAsync();
        await Page.WaitForTimeoutAsync(1000); // The promise: stored within a second of being left.
        var second = await Page.Context.NewPageAsync();
        await second.GotoAsync(Page.Url);
        await Expect(second.GetByTestId("server-name")).ToHaveValueAsync("Left");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Back_goes_a_step_back_and_forward_again()
    {
        var check = await Wizard.PassCheckAsync(World, name: "Back");
        await check.ContinueAsync();
        await Page.GoBackAsync();
        await Expect(check.Continue).ToBeVisibleAsync();
        await Page.GoBackAsync();
        await Expect(Wizard.Server.Name).ToHaveValueAsync("Back");
        await Page.GoForwardAsync();
        await check.ShouldPassAsync();
    }

    [Fact]
    public async Task A_second_tab_goes_on_where_the_first_is()
    {
        var check = await Wizard.PassCheckAsync(World, name: "Tabs");
        await check.ContinueAsync();
        var second = await Page.Context.NewPageAsync();
        await second.GotoAsync(Page.Url);
        await Expect(second.GetByTestId("repo-count")).ToHaveAttributeAsync("data-complete", "true");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Another_browser_is_told_and_gets_nothing()
    {
        ExpectsConsoleErrors = true; // A draft of another browser is answered as one that does not exist.
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("Mine", DemoWorld.Server, "DefaultCollection", null);
        var stranger = await OpenAsync();
        await stranger.GotoAsync(Page.Url);
        await Expect(stranger.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "draft-foreign");
        await Expect(stranger.GetByTestId("server-url")).ToHaveCountAsync(0);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_visit_past_the_due_step_goes_there()
    {
        await Wizard.StartServerAsync();
        await Page.GotoAsync(Page.Url.Replace("/server", "/review", StringComparison.Ordinal));
        await Page.ArriveAtAsync("server");
    }
}
