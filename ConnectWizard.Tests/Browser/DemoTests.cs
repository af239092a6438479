using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>What people do with the demo's samples. In a world of its own, which the tests share: each needs another connection of it.</summary>
public sealed class DemoTests(BrowserFixture fixture) : BrowserTest(fixture)
{
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
    [Trait("Kind", "Deep")]
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
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo__Seed"] = "true" };
        ClassProduct = await Fixture.GetProductAsync(GetType(), () => ProductProcess.StartAsync(null, 0, settings, Cancel), Cancel);
        return ClassProduct.Url;
    }

    /// <summary>Once the samples are set up.</summary>
    private async Task OpenDashboardAsync()
    {
        await Page.GotoAsync("/");
        await Expect(Row("SpaceTech Labs")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(Page.GetByTestId("demo-seeding")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
    }

    private ILocator Row(string name) => Page.Locator($"[data-testid=connection-row][data-name='{name}']");
}
