using ConnectWizard.Browser.Pages;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>Keyboard alone, 320 pixels, and no violation that axe can find on any page, in light and dark.</summary>
public sealed class AccessibilityTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_has_a_violation(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        foreach (var path in (string[])["/", "/connect", "/check", "/help", "/help/token", "/help/firewall", "/help/policy", "/help/identity", "/connections/none", "/profiles/none", "/demo/builds", "/?tour=1", "/nowhere"])
        {
            ExpectsConsoleErrors = path == "/nowhere";
            await Page.GotoAsync(path);

            // The circuit renders head and body anew, one after the other: in between there is no title.
            await Page.Locator("[data-interactive=true]").WaitForAsync();
            await ShouldBeAccessibleAsync(path);
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_step_of_the_wizard_has_a_violation(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var form = await Wizard.StartServerAsync();
        await form.SubmitAsync();
        await ShouldBeAccessibleAsync("the server form with messages");
        var check = await Wizard.PassCheckAsync(World, name: "Accessible", token: "reader");
        await ShouldBeAccessibleAsync("the check");
        await check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.WaitForAsync();
        await ShouldBeAccessibleAsync("the picker");
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Expect(Wizard.Review.Create).ToBeEnabledAsync();
        await ShouldBeAccessibleAsync("the review");
        await Wizard.Review.CreateAndOpenAsync();
        await ShouldBeAccessibleAsync("the profile");
        await Page.GetByTestId("profile-start-build").ClickAsync();
        await Page.GetByTestId("build-row").First.WaitForAsync();
        foreach (var tab in (string[])["Events", "Builds", "Triggers", "Settings"])
        {
            await Wizard.Profile.OpenTabAsync(tab);
            await ShouldBeAccessibleAsync($"the profile's {tab}");
        }

        await Page.GetByTestId("profile-delete").ClickAsync();
        await ShouldBeAccessibleAsync("what deleting touches");
        await Page.GotoAsync("/");
        await Expect(Page.GetByTestId("connection-row").First).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync("the dashboard with a connection");
        await Page.Locator("[data-testid=connection-row] a").First.ClickAsync();
        await Page.GetByTestId("connection-menu").ClickAsync();
        await Expect(Page.GetByTestId("connection-rename")).ToBeVisibleAsync();
        await Expect(Page.Locator(".mud-popover-open")).ToHaveCSSAsync("opacity", "1");
        await ShouldBeAccessibleAsync("the connection's menu");
    }

    [Fact]
    public async Task The_whole_journey_is_walked_by_keyboard()
    {
        await Page.GotoAsync("/connect");
        await Expect(Page.GetByTestId("choose-server")).ToBeEnabledAsync();
        await PressUntilFocusedAsync("Tab", Page.GetByTestId("choose-server"));
        await Page.Keyboard.PressAsync("Enter");
        await Page.ArriveAtAsync("server");
        await Expect(Page.Locator("h1")).ToBeFocusedAsync();
        await TypeServerFormAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.ArriveAtAsync("check");
        await Wizard.Check.ShouldPassAsync();
        await PressUntilFocusedAsync("Tab", Wizard.Check.Continue);
        await Page.Keyboard.PressAsync("Enter");
        await Page.ArriveAtAsync("repository");
        await PressUntilFocusedAsync("Tab", Wizard.Picker.Search);
        await Page.Keyboard.TypeAsync("guidance");
        await Expect(Wizard.Picker.Rows.First).ToHaveAttributeAsync("data-project", "Guidance Library");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Page.Locator("[data-testid=repo-row]:focus")).ToHaveAttributeAsync("data-project", "Guidance Library");
        await Page.Keyboard.PressAsync("Enter");
        await Page.ArriveAtAsync("review");
        await PressUntilFocusedAsync("Tab", Wizard.Review.Create);
        await Page.Keyboard.PressAsync("Enter");
        await Page.ArriveAtAsync("done");
        await PressUntilFocusedAsync("Tab", Page.GetByTestId("done-profile-link"));
        await Page.Keyboard.PressAsync("Enter");
        await Page.ArriveAtAsync("profiles");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/connect")]
    [InlineData("/check")]
    [InlineData("/help/token")]
    [InlineData("/help/firewall")]
    [InlineData("/help/policy")]
    [InlineData("/help/identity")]
    [InlineData("/demo/builds")]
    [InlineData("/?tour=2")]
    public async Task A_page_fits_into_320_pixels(string path)
    {
        await Page.SetViewportSizeAsync(320, 640);
        await Page.GotoAsync(path);
        await ShouldNotScrollSidewaysAsync();
    }

    [Fact]
    public async Task The_wizard_fits_into_320_pixels()
    {
        await Page.SetViewportSizeAsync(320, 640);
        var check = await Wizard.PassCheckAsync(World, name: "Narrow");
        await ShouldNotScrollSidewaysAsync();
        await check.ContinueAsync();
        await Wizard.Picker.Rows.First.WaitForAsync();
        await ShouldNotScrollSidewaysAsync();
    }

    [Fact]
    public async Task The_theme_flips_at_each_press_and_is_remembered()
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Page.GotoAsync("/");
        await Page.GetByTestId("theme-toggle").ClickAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await Page.GetByTestId("theme-toggle").ClickAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Page.ReloadAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    private async Task TypeServerFormAsync()
    {
        await PressUntilFocusedAsync("Tab", Wizard.Server.Name);
        foreach (var text in (string[])["By keyboard", DemoWorld.Server, "DefaultCollection"])
        {
            await Page.Keyboard.TypeAsync(text);
            await Page.Keyboard.PressAsync("Tab");
        }

        await Page.Keyboard.TypeAsync(World.Token("full"));
    }

    private async Task PressUntilFocusedAsync(string key, ILocator goal)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            if (await goal.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;

            await Page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{key} does not reach {goal}.");
    }

    private async Task ShouldBeAccessibleAsync(string where)
    {
        var result = await Page.RunAxe();
        result.Violations
            .Select(violation => $"{where}: {violation.Id} at {string.Join(", ", violation.Nodes.Select(node => node.Html))}")
            .ShouldBeEmpty();
    }

    private async Task ShouldNotScrollSidewaysAsync() =>
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
}
