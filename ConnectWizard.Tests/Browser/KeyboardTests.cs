using System.Globalization;
using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>
/// Both journeys by keyboard alone. What a screen reader is told of each step is written into <c>artifacts/keyboard</c>, to be read.
/// </summary>
public sealed class KeyboardTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private int _steps;

    [Fact]
    public async Task A_server_is_connected_by_keyboard()
    {
        await Page.GotoAsync("/connect");
        await PressOnAsync(Page.GetByTestId("choose-server"));
        await ArriveAsync("server");
        await PressUntilFocusedAsync("Tab", Wizard.Server.Name);
        foreach (var text in (string[])["By keyboard", DemoWorld.Server, "DefaultCollection"])
        {
            await Page.Keyboard.TypeAsync(text);
            await Page.Keyboard.PressAsync("Tab");
        }

        await Page.Keyboard.TypeAsync(World.Token("full"));
        await Page.Keyboard.PressAsync("Enter");
        await ArriveAsync("check");
        await Wizard.Check.ShouldPassAsync();
        await WriteTreeAsync("check passed");
        await ChooseRepositoryAsync();
        await PressUntilFocusedAsync("Tab", Wizard.Review.TriggerPullRequest);
        await Page.Keyboard.PressAsync("Space");
        await Expect(Wizard.Review.TriggerPullRequest).ToBeCheckedAsync();
        await PressUntilFocusedAsync("Tab", Page.GetByTestId("review-trigger-source-webhooks"));
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Page.GetByTestId("review-trigger-source-polling")).ToBeCheckedAsync();
        await CreateAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task An_organization_is_connected_by_keyboard()
    {
        ExpectsConsoleErrors = true; // The authorization server's own pages answer some of their requests with 401.
        await Page.GotoAsync("/connect");
        await PressOnAsync(Page.GetByTestId("choose-cloud-authorize"));
        await ArriveAsync("cloud");
        await PressOnAsync(Wizard.Cloud.SignIn);
        await PressOnAsync(Page.GetByTestId("account-bruno"));
        var accept = Page.GetByTestId("accept");
        await Expect(accept.Or(Wizard.Cloud.SignedInUser).First).ToBeVisibleAsync();
        if (await accept.IsVisibleAsync())
            await PressOnAsync(accept);

        await Page.ArriveAtAsync("organization");
        await Expect(Wizard.Cloud.Organization("spacetech")).ToBeVisibleAsync();
        await WriteTreeAsync("organization");
        await PressUntilFocusedAsync("Tab", Page.GetByTestId("organization-search"));
        await Page.Keyboard.TypeAsync("spacetech");
        await Page.Keyboard.PressAsync("ArrowDown");
        await PressUntilFocusedAsync("ArrowDown", Wizard.Cloud.Organization("spacetech"));
        await Page.Keyboard.PressAsync("Enter");
        await ArriveAsync("check");
        await Wizard.Check.ShouldPassAsync();
        await WriteTreeAsync("check passed");
        await ChooseRepositoryAsync();
        await CreateAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_form_takes_the_focus_and_gives_it_back()
    {
        var picker = await (await Wizard.PassCheckAsync(World, "Focus")).ContinueAsync();
        await picker.ChooseAsync("six-dof");
        var profile = (await Wizard.Review.CreateAndOpenAsync()).Url;
        await Page.Locator("header a[href^='/connections/']").ClickAsync();
        await Page.ArriveAtAsync("connections");
        var menu = Page.GetByTestId("connection-menu").GetByRole(AriaRole.Button);

        foreach (var (entry, field) in ((string, string)[])[("rename", "connection-name"), ("rotate", "rotate-token"), ("address", "server-paste"), ("delete", "confirm-name")])
        {
            await ChooseAsync(menu, $"connection-{entry}");
            await LeaveAsync(Page.GetByTestId(field), menu);
        }

        await ChooseAsync(menu, "profiles-move");
        await LeaveAsync(Page.GetByTestId("profiles-move-form").GetByRole(AriaRole.Heading).First, menu);
        await RenameAsync(menu);
        await ChangeExpiryAsync();
        await Page.GotoAsync($"{profile.Split('?')[0]}?tab=settings");
        await PressOnAsync(Page.GetByTestId("profile-delete"));
        await LeaveAsync(Page.GetByTestId("confirm-name"), Page.GetByTestId("profile-delete"));
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

    private async Task RenameAsync(ILocator menu)
    {
        await ChooseAsync(menu, "connection-rename");
        await Expect(Page.GetByTestId("connection-name")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("[role=status]").Filter(new() { HasText = "Renamed." })).ToBeVisibleAsync();
        await Expect(menu).ToBeFocusedAsync();
    }

    private async Task ChangeExpiryAsync()
    {
        var change = Page.GetByTestId("expiry-change");
        await PressOnAsync(change);
        await LeaveAsync(Page.GetByTestId("change-expiry"), change);
        await PressOnAsync(change);
        await Expect(Page.GetByTestId("change-expiry")).ToBeFocusedAsync();
        await PressOnAsync(Page.GetByTestId("change-expiry-submit"));
        await Expect(Page.GetByTestId("connection-expiry").GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await Expect(change).ToBeFocusedAsync();
    }

    private async Task ChooseAsync(ILocator menu, string entry)
    {
        await PressOnAsync(menu);
        await Expect(Page.GetByTestId(entry)).ToBeVisibleAsync();
        await PressUntilFocusedAsync("ArrowDown", Page.GetByTestId(entry));
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>A form that was opened has the focus at its beginning; when it is canceled, what opened it has.</summary>
    private async Task LeaveAsync(ILocator beginning, ILocator opener)
    {
        await Expect(beginning).ToBeFocusedAsync();
        var form = Page.Locator("[data-opened]");
        await PressOnAsync(form.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).Or(form.GetByRole(AriaRole.Button, new() { Name = "Keep the present token" })).Last);
        await Expect(opener).ToBeFocusedAsync();
    }

    /// <summary>From a passed check to the first row of the picker, and to the review.</summary>
    private async Task ChooseRepositoryAsync()
    {
        await PressOnAsync(Wizard.Check.Continue);
        await Page.ArriveAtAsync("repository");
        await Expect(Page.Locator("h1")).ToBeFocusedAsync();
        await PressUntilFocusedAsync("Tab", Wizard.Picker.Search);
        var row = Page.Locator("[data-testid=repo-row][data-selectable=true]").First;
        await row.WaitForAsync();
        await Page.Keyboard.TypeAsync((await row.GetAttributeAsync("data-repo"))!);
        await Expect(Page.Locator("[data-searched]")).Not.ToHaveAttributeAsync("data-searched", "");
        await WriteTreeAsync("repository");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(row).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await ArriveAsync("review");
    }

    private async Task CreateAsync()
    {
        await PressOnAsync(Wizard.Review.Create);
        await ArriveAsync("done");
        await PressOnAsync(Page.GetByTestId("done-profile-link"));
        await Page.ArriveAtAsync("profiles");
        await Expect(Page.GetByTestId("profile-start-build")).ToBeEnabledAsync();
        await WriteTreeAsync("profile");
    }

    /// <summary>A step begins at its heading.</summary>
    private async Task ArriveAsync(string step)
    {
        await Page.ArriveAtAsync(step);
        await Expect(Page.Locator("h1")).ToBeFocusedAsync();
        await WriteTreeAsync(step);
    }

    private async Task PressOnAsync(ILocator goal)
    {
        await Expect(goal).ToBeEnabledAsync();
        await PressUntilFocusedAsync("Tab", goal);
        await Page.Keyboard.PressAsync("Enter");
    }

    private async Task PressUntilFocusedAsync(string key, ILocator goal)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            if (await goal.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;

            await Page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{key} does not reach {goal}.");
    }

    private async Task WriteTreeAsync(string step)
    {
        var journey = TestContext.Current.TestMethod!.MethodName.Split('_')[1];
        var file = string.Create(CultureInfo.InvariantCulture, $"{journey}-{++_steps:00}-{step.Replace(' ', '-')}.yaml");
        await File.WriteAllTextAsync(Path.Combine(Artifacts.Folder("keyboard"), file), await Page.Locator("body").AriaSnapshotAsync(), Cancel);
    }
}
