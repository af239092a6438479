using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser.Pages;

/// <summary>The ladder.</summary>
internal sealed class CheckModel(IPage page)
{
    /// <summary>A check is bounded by 45 s; the margin is for two cores.</summary>
    private static readonly LocatorAssertionsToBeEnabledOptions UntilEnd = new() { Timeout = 60_000 };

    public ILocator CheckItem(string code) => page.GetByTestId($"check-rung-{code}");

    public ILocator Problem => page.GetByTestId("problem");

    public ILocator Retry => page.GetByTestId("check-retry");

    public ILocator Continue => page.GetByTestId("check-continue");

    public ILocator Curl => page.GetByTestId("check-curl");

    /// <summary>Unfolds <i>Check by hand</i> and reads the line as people copy it.</summary>
    public async Task<string> ReadCurlAsync()
    {
        await page.Locator("summary").Filter(new() { HasText = "Check by hand" }).ClickAsync();
        return await Curl.InnerTextAsync();
    }

    public ILocator ByHand => page.Locator("summary", new() { HasText = "Check by hand" });

    public ILocator SignedInUser => page.GetByTestId("whoami");

    public async Task ShouldPassAsync() => await Expect(Continue).ToBeEnabledAsync(UntilEnd);

    /// <summary>Waits for the end and expects the problem and the rung it is on.</summary>
    public async Task ShouldFailAsync(string item, string code)
    {
        await Expect(Retry).ToBeEnabledAsync(UntilEnd);
        await Expect(CheckItem(item)).ToHaveAttributeAsync("data-state", "failed");
        await Expect(Problem).ToHaveAttributeAsync("data-code", code);
    }

    /// <summary>Saves the report, "report-json" or "report-text", of what <see cref="ByHand"/> has unfolded.</summary>
    public async Task<(string Name, string Content)> SaveReportAsync(string button)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId(button).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        return (download.SuggestedFilename, await reader.ReadToEndAsync(Xunit.TestContext.Current.CancellationToken));
    }

    public async Task<PickerModel> ContinueAsync()
    {
        await Continue.ClickAsync();
        await page.ArriveAtAsync("repository");
        return new PickerModel(page);
    }
}
