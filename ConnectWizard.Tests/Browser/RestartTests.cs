using ConnectWizard.Browser.Pages;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The process dies in mid-wizard and comes back: at most what was being typed is lost.</summary>
public sealed class RestartTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_killed_product_comes_back_with_the_step_the_repositories_and_then_the_profile()
    {
        ExpectsConsoleErrors = true;
        var check = await Wizard.PassCheckAsync(World, name: "Restarted");
        var picker = await check.ContinueAsync();
        await RestartAsync();
        await Page.GotoAsync(Page.Url);
        await Expect(picker.Count).ToHaveAttributeAsync("data-complete", "true");
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.ProfileName.FillAsync("After the restart");
        await Wizard.Review.CreateAndOpenAsync();
        var profile = Page.Url;
        await RestartAsync();
        await Page.GotoAsync(profile);
        await Expect(Page.Locator("h1")).ToHaveTextAsync("After the restart");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task An_open_page_comes_back_by_itself_after_a_restart()
    {
        ExpectsConsoleErrors = true;
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("By itself", DemoWorld.Server, "DefaultCollection", null);
        await form.Paste.FocusAsync();
        await Page.WaitForTimeoutAsync(1000);
        await RestartAsync();
        await Expect(form.Name).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await Expect(form.Name).ToHaveValueAsync("By itself");
    }

    /// <summary>A circuit that came back to a server that is stopping would take the notice away, and be lost a moment later.</summary>
    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_product_that_is_stopped_is_said_to_be_away_until_it_is_back()
    {
        ExpectsConsoleErrors = true;
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("Stopped", DemoWorld.Server, "DefaultCollection", null);
        await form.Paste.FocusAsync();
        await Page.EvaluateAsync("""
            globalThis.states = [];
            document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', event => states.push(event.detail.state));
            """);
        await OwnProduct!.StopAsync(Cancel);
        await Expect(Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        (await Page.EvaluateAsync<string[]>("states")).ShouldNotContain(state => state == "hide");
        OwnProduct = await OwnProduct.StartAgainAsync(Cancel);
        await Expect(form.Name).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await Expect(form.Name).ToHaveValueAsync("Stopped");
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "Somebody else's installation is not killed.");
        return await StartOwnAsync();
    }

    private async Task RestartAsync() => OwnProduct = await OwnProduct!.KillAndStartAgainAsync(Cancel);
}
