using Microsoft.Playwright;

namespace ConnectWizard.Browser.Pages;

/// <summary>The review and what comes after it.</summary>
internal sealed class ReviewModel(IPage page)
{
    public ILocator ProfileName => page.GetByTestId("review-profile-name");

    public ILocator Branch => page.GetByTestId("review-branch");

    public ILocator TriggerPush => page.GetByTestId("review-trigger-push");

    public ILocator TriggerPullRequest => page.GetByTestId("review-trigger-pr");

    public ILocator Create => page.GetByTestId("review-create");

    /// <summary>Creates the profile and opens it.</summary>
    public async Task<IPage> CreateAndOpenAsync()
    {
        await Create.ClickAsync();
        await page.ArriveAtAsync("done");
        await page.GetByTestId("done-profile-link").ClickAsync();
        await page.ArriveAtAsync("profiles");
        return page;
    }
}
