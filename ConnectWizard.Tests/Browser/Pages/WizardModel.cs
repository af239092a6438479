using Microsoft.Playwright;

namespace ConnectWizard.Browser.Pages;

/// <summary>The wizard as a person walks it: each verb ends where the next page is ready.</summary>
internal sealed class WizardModel(IPage page)
{
    public ServerFormModel Server => new(page);

    public CloudModel Cloud => new(page);

    public CheckModel Check => new(page);

    public PickerModel Picker => new(page);

    public ReviewModel Review => new(page);

    public ProfileModel Profile => new(page);

    /// <summary>From the home page to the server form.</summary>
    public async Task<ServerFormModel> StartServerAsync()
    {
        await page.GotoAsync("/");
        await page.GetByTestId("connect-start").ClickAsync();
        await page.GetByTestId("choose-server").ClickAsync();
        await page.ArriveAtAsync("server");
        return Server;
    }

    /// <summary>To the end of a passed check of the demo's server.</summary>
    public async Task<CheckModel> PassCheckAsync(DemoWorld world, string name = "SpaceTech", string collection = "DefaultCollection", string token = "full")
    {
        var form = await StartServerAsync();
        await form.FillAsync(name, DemoWorld.Server, collection, world.Token(token));
        var check = await form.SubmitAsync();
        await check.ShouldPassAsync();
        return check;
    }
}
