using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser.Pages;

/// <summary>The cloud's steps and the pages of the authorization server between them.</summary>
internal sealed class CloudModel(IPage page)
{
    public ILocator SignIn => page.GetByTestId("cloud-signin");

    public ILocator SignedInUser => page.GetByTestId("whoami");

    public ILocator Problem => page.GetByTestId("problem");

    public ILocator Organization(string name) => page.GetByTestId($"organization-{name}");

    /// <summary>From the home page to the cloud step.</summary>
    public async Task StartAsync()
    {
        await page.GotoAsync("/");
        await page.GetByTestId("connect-start").ClickAsync();
        await page.GetByTestId("choose-cloud-authorize").ClickAsync();
        await page.ArriveAtAsync("cloud");
    }

    /// <summary>Follows the sign-in link to the authorization server and picks somebody there.</summary>
    public async Task PickAsync(string person)
    {
        await SignIn.ClickAsync();
        await PickThereAsync(person);
    }

    /// <summary>Picks somebody on the authorization server's page; a hint may have left others out.</summary>
    public async Task PickThereAsync(string person)
    {
        var account = page.GetByTestId($"account-{person}");
        var another = page.GetByTestId("another");
        await Expect(account.Or(another).First).ToBeVisibleAsync();
        if (!await account.IsVisibleAsync())
            await another.ClickAsync();

        await account.ClickAsync();
    }

    /// <summary>Consents, where this was not done before, and comes back to the organizations.</summary>
    public async Task ConsentAsync()
    {
        var accept = page.GetByTestId("accept");
        await Expect(accept.Or(SignedInUser).First).ToBeVisibleAsync();
        if (await accept.IsVisibleAsync())
            await accept.ClickAsync();

        await page.ArriveAtAsync("organization");
        await Expect(SignedInUser).ToBeVisibleAsync();
    }

    /// <summary>From the home page to the organizations of somebody.</summary>
    public async Task SignInAsync(string person)
    {
        await StartAsync();
        await PickAsync(person);
        await ConsentAsync();
    }

    public async Task<CheckModel> ChooseAsync(string organization)
    {
        await Organization(organization).ClickAsync();
        await page.ArriveAtAsync("check");
        return new CheckModel(page);
    }

    public Task ShouldFailAsync(string code) => Expect(Problem).ToHaveAttributeAsync("data-code", code);
}
