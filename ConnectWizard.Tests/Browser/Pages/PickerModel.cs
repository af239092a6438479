using Microsoft.Playwright;

namespace ConnectWizard.Browser.Pages;

/// <summary>The repository picker.</summary>
internal sealed class PickerModel(IPage page)
{
    public ILocator Search => page.GetByTestId("repo-search");

    public ILocator Count => page.GetByTestId("repo-count");

    public ILocator Rows => page.GetByTestId("repo-row");

    public ILocator Missing => page.GetByTestId("repo-missing");

    public ILocator Row(string repository) => page.Locator($"[data-testid=repo-row][data-repo='{repository}']");

    public async Task<ReviewModel> ChooseAsync(string repository)
    {
        await Search.FillAsync(repository);
        await Row(repository).First.ClickAsync();
        await page.ArriveAtAsync("review");
        return new ReviewModel(page);
    }
}
