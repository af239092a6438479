using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectWizard.Browser.Walk;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The audit trail of a demo with its samples: in every view, filtered, downloaded, and after a change that this browser makes.</summary>
public sealed class AuditTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private ILocator Rows => Page.GetByTestId("audit-row");

    [Theory]
    [Trait("Kind", "Deep")]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_trail_is_accessible_in_every_view(int width)
    {
        var judge = new PageJudge(width, isWhole: true);
        await OpenTrailAsync(width);
        await judge.VisitAsync(Page, "audit");

        await Page.GetByTestId("audit-search").FillAsync("nothing of that name");
        await Expect(Page.GetByText("No entries.")).ToBeVisibleAsync();
        await judge.VisitAsync(Page, "audit without entries");

        judge.Findings.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_change_is_in_the_history_with_the_browser_and_its_address_and_in_the_export()
    {
        await OpenTrailAsync(1280);
        await Rows.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(Page.GetByTestId("audit-connection")).Not.ToHaveValueAsync("");
        await Page.GotoAsync($"/connections/{await Page.GetByTestId("audit-connection").InputValueAsync()}");
        await Page.Locator("[data-interactive=true]").WaitForAsync();
        await Page.GetByTestId("connection-menu").ClickAsync();
        await Page.GetByTestId("connection-rename").ClickAsync();
        await Page.GetByTestId("connection-name").FillAsync("Another name");
        await Page.GetByTestId("connection-rename-submit").ClickAsync();

        await Expect(Rows.First).ToContainTextAsync("Connection renamed");
        await Expect(Rows.First).ToContainTextAsync("→ Another name");
        await Expect(Rows.First).ToContainTextAsync(new Regex(@"::1|127\.0\.0\.1", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Page.GotoAsync("/audit");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByTestId("audit-export").ClickAsync());
        download.SuggestedFilename.ShouldMatch(@"^audit-\d{4}-\d\d-\d\d\.json$");
        using var export = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync(), Cancel));
        export.RootElement.GetProperty("entries").EnumerateArray().Last().GetProperty("action").GetString().ShouldBe("ConnectionRenamed");
    }

    private protected override ReducedMotion Motion => ReducedMotion.NoPreference;

    private protected override Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "The samples of somebody else's installation may be gone.");
        return StartOwnAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo__Seed"] = "true" });
    }

    private async Task OpenTrailAsync(int width)
    {
        await PageJudge.WatchAsync(Page.Context);
        await Page.SetViewportSizeAsync(width, 800);
        await Page.GotoAsync("/");
        await Expect(Page.Locator("[data-testid=connection-row][data-name='SpaceTech Labs']")).ToHaveAttributeAsync("data-health", "failed", new() { Timeout = 60_000 });
        await Page.GotoAsync("/audit");
        await Page.Locator("[data-interactive=true]").WaitForAsync();
        await Expect(Page.GetByTestId("audit-state")).ToHaveAttributeAsync("data-state", "verified");
    }
}
