using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ConnectWizard.Browser;

/// <summary>The report of a check, as a browser with our content security policy takes it; and the way from a problem to its help.</summary>
public sealed class ReportTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_report_is_downloaded_as_json_and_as_text()
    {
        await FailAsync();

        using var json = JsonDocument.Parse(await DownloadAsync("report-json", ".json"));
        var text = await DownloadAsync("report-text", ".txt");

        json.RootElement.GetProperty("result").GetString().ShouldBe("failed");
        text.ShouldContain("Code: collection-unknown");
        (text + json.RootElement.GetRawText()).ShouldNotContain(World.Token("full"));
    }

    [Fact]
    public async Task A_report_is_copied()
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await FailAsync();

        await Page.GetByTestId("report-copy").ClickAsync();

        await Assertions.Expect(Page.GetByText("Copied", new() { Exact = true })).ToBeVisibleAsync();
        (await Page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldContain("Code: collection-unknown");
    }

    [Fact]
    public async Task The_link_of_a_problem_opens_the_part_that_helps()
    {
        await FailAsync();

        var help = await Page.RunAndWaitForPopupAsync(() => Wizard.Check.Problem.GetByRole(AriaRole.Link).First.ClickAsync());

        await Assertions.Expect(help).ToHaveURLAsync(new Uri(Url, "/help/token#collections").AbsoluteUri);
        await Assertions.Expect(help.Locator("#collections-title")).ToBeInViewportAsync();
    }

    private async Task FailAsync()
    {
        await Page.GotoAsync("/check");
        await Wizard.Server.FillAsync(null, DemoWorld.Server, "Nowhere", World.Token("full"));
        var check = await Wizard.Server.SubmitAsync();
        await check.ShouldFailAsync("collection", "collection-unknown");
        await check.ByHand.ClickAsync();
    }

    private async Task<string> DownloadAsync(string button, string extension)
    {
        var (name, content) = await Wizard.Check.SaveReportAsync(button);
        name.ShouldMatch($"^connectwizard-check-[0-9]{{8}}-[0-9]{{6}}Z\\{extension}$");
        return content;
    }
}
