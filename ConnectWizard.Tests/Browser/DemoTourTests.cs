using System.Globalization;
using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>A new demo as people find it: its samples and the tour, which covers no control. In a world of its own.</summary>
public sealed class DemoTourTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private ILocator Tour => Page.GetByTestId("tour");

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task The_dashboard_shows_the_states_that_matter_and_the_tour_is_walked_by_keyboard()
    {
        await ShowsSamplesAsync();
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

    private protected override Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "The samples of somebody else's installation may be gone.");
        return StartOwnAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo__Seed"] = "true" });
    }

    private ILocator Row(string name) => Page.Locator($"[data-testid=connection-row][data-name='{name}']");

    /// <summary>As soon as they are there.</summary>
    private async Task ShowsSamplesAsync()
    {
        await Page.GotoAsync("/");

        await Expect(Row("Propulsion research")).ToHaveAttributeAsync("data-health", "good", new() { Timeout = 60_000 });
        await Expect(Row("SpaceTech Labs")).ToHaveAttributeAsync("data-health", "failed");
        await Expect(Row("Flight dynamics")).ToContainTextAsync("Webhooks: Broken");
        await Expect(Row("Flight dynamics")).ToHaveAttributeAsync("data-health", "warning");
        await Expect(Row("Propulsion research").GetByRole(AriaRole.Img).First).ToHaveAccessibleNameAsync("Last 9 builds: 8 accepted, 1 failed");
        await Expect(Page.GetByTestId("demo-seeding")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
    }

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
