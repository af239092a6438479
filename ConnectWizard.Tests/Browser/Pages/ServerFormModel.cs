using Microsoft.Playwright;

namespace ConnectWizard.Browser.Pages;

/// <summary>The server form, in the wizard and on /check.</summary>
internal sealed class ServerFormModel(IPage page)
{
    public ILocator Paste => page.GetByTestId("server-paste");

    public ILocator Name => page.GetByTestId("server-name");

    public ILocator ServerUrl => page.GetByTestId("server-url");

    public ILocator Collection => page.GetByTestId("server-collection");

    public ILocator Token => page.GetByTestId("server-token");

    public ILocator Error(string field) => page.GetByTestId($"field-error-{field}");

    public async Task FillAsync(string? name, string url, string collection, string? token)
    {
        if (name is not null)
            await Name.FillAsync(name);

        await ServerUrl.FillAsync(url);
        await Collection.FillAsync(collection);
        if (token is not null)
            await Token.FillAsync(token);
    }

    /// <summary>Chooses one of the demo's examples.</summary>
    public async Task TakeSampleAsync(int number)
    {
        await page.GetByTestId("demo-sample").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem).Nth(number).ClickAsync();
    }

    public async Task<CheckModel> SubmitAsync()
    {
        await page.GetByTestId("server-submit").ClickAsync();
        return new CheckModel(page);
    }
}
