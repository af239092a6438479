using System.Globalization;
using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>A new demo as people find it: its samples, the tour, and the reset. In a world of its own.</summary>
public sealed class DemoTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private ILocator Tour => Page.GetByTestId("tour");

    [Fact]
    public async Task The_dashboard_shows_the_states_that_matter_as_soon_as_the_samples_are_there()
    {
        await Page.GotoAsync("/");

        await Expect(Row("Propulsion research")).ToHaveAttributeAsync("data-health", "good", new() { Timeout = 60_000 });
        await Expect(Row("SpaceTech Labs")).ToHaveAttributeAsync("data-health", "failed");
        await Expect(Row("Flight dynamics")).ToContainTextAsync("Webhooks: Broken");
        await Expect(Row("Flight dynamics")).ToHaveAttributeAsync("data-health", "warning");
        await Expect(Row("Propulsion research").GetByRole(AriaRole.Img).First).ToHaveAccessibleNameAsync("Last 9 builds: 8 accepted, 1 failed");
    }

    [Fact]
    public async Task The_broken_webhook_is_repaired_and_the_next_push_arrives()
    {
        await OpenDashboardAsync();
        await Page.GetByTestId("attention").GetByRole(AriaRole.Link, new() { Name = "Repair: Tracking data" }).ClickAsync();
        await Page.ArriveAtAsync("profiles");
        await Expect(Page.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "webhook-disabled-by-system");

        await Page.GetByTestId("profile-repair").ClickAsync();

        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working");
        await Wizard.Profile.PushAsync("Smooth the residuals");
        await Expect(Page.GetByTestId("profile-event").First).ToContainTextAsync("Smooth the residuals");
        await Expect(Page.GetByTestId("build-row").First).ToHaveAttributeAsync("data-state", "accepted");
    }

    [Fact]
    public async Task The_connection_that_needs_a_sign_in_is_healthy_after_it()
    {
        await OpenDashboardAsync();
        await Page.GetByTestId("attention").GetByRole(AriaRole.Link, new() { Name = "Sign in again: SpaceTech Labs" }).ClickAsync();
        ExpectsConsoleErrors = true; // The authorization server's pages answer with the status of what they say.
        await Page.GetByTestId("connection-signin").ClickAsync();
        await Wizard.Cloud.PickThereAsync("hedda");

        await Page.ArriveAtAsync("connections");
        await Expect(Page.GetByTestId("problem")).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Main).Locator("header").GetByText("Healthy", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Page.GotoAsync("/");
        await Expect(Row("SpaceTech Labs")).ToHaveAttributeAsync("data-health", "good");
    }

    [Fact]
    public async Task The_tour_is_walked_by_keyboard_and_covers_no_control()
    {
        await OpenDashboardAsync();
        await Expect(Tour).ToHaveCountAsync(0);
        await Page.GetByTestId("tour-start").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        string[] pages = ["/", "/profiles/", "/connect", "/check", "/demo/builds"];
        foreach (var (index, path) in pages.Index())
        {
            await ShowsStepAsync(index + 1, path);
            if (index == 1)
                await Expect(Page.GetByTestId("profile-repair")).ToBeInViewportAsync();
            await CoversNothingAsync();
            if (index < pages.Length - 1)
                await PressAsync("tour-next");
        }

        await Page.GetByRole(AriaRole.Link, new() { Name = "Help", Exact = true }).ClickAsync();
        await Page.ArriveAtAsync("help");
        await Expect(Tour).ToHaveCountAsync(0);
        await Page.GotoAsync("/demo/builds?tour=5");
        await ShowsStepAsync(5, "/demo/builds");
        await PressAsync("tour-back");
        await ShowsStepAsync(4, "/check");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Help", Exact = true }).ClickAsync();
        await Page.ArriveAtAsync("help");
        await Expect(Tour).ToHaveAttributeAsync("data-step", "4");
        await Page.ReloadAsync();
        await Expect(Tour).ToHaveAttributeAsync("data-step", "4");
        await Tour.GetByRole(AriaRole.Heading).FocusAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Tour).ToHaveCountAsync(0);
        await Expect(Page.GetByTestId("tour-start")).ToBeFocusedAsync();
        await Page.ReloadAsync();
        await Expect(Page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
        await Expect(Tour).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reset_restores_the_samples_and_open_pages_say_what_is_gone()
    {
        await OpenDashboardAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Grid erosion", Exact = true }).ClickAsync();
        await Page.ArriveAtAsync("profiles");
        var other = await Page.Context.NewPageAsync();
        await other.GotoAsync("/demo/builds");
        await other.GetByTestId("demo-reset").ClickAsync();
        await Expect(other.GetByText("4 connections and 5 build profiles now")).ToBeVisibleAsync();

        await other.GetByTestId("confirm").ClickAsync();

        await Expect(other.GetByTestId("demo-reset-result")).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 60_000 });
        await Expect(other.GetByTestId("demo-build").First).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Build profile not found");
        await other.GotoAsync("/");
        await Expect(other.GetByTestId("connection-row")).ToHaveCountAsync(4);
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "The samples of somebody else's installation may be gone, and are not reset.");
        return await StartOwnAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo__Seed"] = "true" });
    }

    /// <summary>Once the samples are set up.</summary>
    private async Task OpenDashboardAsync()
    {
        await Page.GotoAsync("/");
        await Expect(Row("SpaceTech Labs")).ToHaveAttributeAsync("data-health", "failed", new() { Timeout = 60_000 });
        await Expect(Page.GetByTestId("demo-seeding")).ToHaveCountAsync(0);
    }

    private ILocator Row(string name) => Page.Locator($"[data-testid=connection-row][data-name='{name}']");

    private async Task ShowsStepAsync(int number, string path)
    {
        await Expect(Tour).ToHaveAttributeAsync("data-step", number.ToString(CultureInfo.InvariantCulture));
        new Uri(Page.Url).AbsolutePath.ShouldStartWith(path);
        await Expect(Tour.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
    }

    /// <summary>From the heading, which has the focus.</summary>
    private async Task PressAsync(string control)
    {
        for (var presses = 0; !await Page.GetByTestId(control).EvaluateAsync<bool>("it => it === document.activeElement"); presses++)
        {
            presses.ShouldBeLessThan(3);
            await Page.Keyboard.PressAsync("Tab");
        }

        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Each control can be scrolled to where nothing of the tour is above it.</summary>
    private async Task CoversNothingAsync()
    {
        var covered = await Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main :is(a, button, input, select, textarea)')].filter(control => {
              control.scrollIntoView({ block: 'nearest' });
              const box = control.getBoundingClientRect();
              return box.width > 0 && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest('[data-testid=tour]');
            }).map(control => control.outerHTML)
            """);
        covered.ShouldBeEmpty();
    }
}
