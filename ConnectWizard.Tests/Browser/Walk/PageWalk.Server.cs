using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser.Walk;

/// <content>The server's form, check and picker.</content>
internal sealed partial class PageWalk
{
    public async Task VisitServerFormAsync()
    {
        var form = await Wizard.StartServerAsync();
        var submit = page.GetByTestId("server-submit");
        await visitor.VisitAsync(page, "server form", submit);
        await form.SubmitAsync();
        await Expect(form.Error("token")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "server form errors", submit);
        foreach (var (pasted, state) in ((string, string)[])[
            ("what is this", "server form pasted nothing"),
            ("https://dev.azure.com/contoso/App/_git/site", "server form pasted services"),
            ("https://me:pw@azure.spacetech.example/Flight%20Systems/Titan%20Thermal/_git/titan-thermal", "server form pasted server")])
        {
            await form.Paste.FillAsync(pasted);
            await form.Name.FocusAsync();
            await Expect(page.GetByTestId("paste-result")).ToBeVisibleAsync();
            await visitor.VisitAsync(page, state, submit);
        }
    }

    public async Task VisitChecksAsync()
    {
        await StartCheckAsync("https://hang.spacetech.example", "DefaultCollection");
        await Expect(Wizard.Check.CheckItem("http")).ToHaveAttributeAsync("data-state", "running");
        await visitor.VisitAsync(page, "check running", Verdict, Wizard.Check.Continue);
        await CheckAsync("check failed", "https://self-signed.spacetech.example", "DefaultCollection");
        await CheckAsync("check collection unknown", DemoWorld.Server, "Mars Rovers");
        await CheckAsync("check warned", "https://localhost-links.spacetech.example", "DefaultCollection");
        await CheckAsync("check passed", DemoWorld.Server, "DefaultCollection", Wizard.Check.SignedInUser);
        await Wizard.Check.ByHand.ClickAsync();
        await visitor.VisitAsync(page, "check by hand");
    }

    public async Task VisitPickerAsync()
    {
        var picker = await Wizard.Check.ContinueAsync();
        await Expect(picker.Count).ToHaveAttributeAsync("data-complete", "true");
        await Expect(page.GetByText("You can create webhooks").First).ToBeAttachedAsync();
        await visitor.VisitAsync(page, "picker", picker.Search, page.GetByTestId("repo-continue"));
        await picker.Search.FillAsync("guid");
        await Expect(picker.Rows.First).ToHaveAttributeAsync("data-project", "Guidance Library");
        await visitor.VisitAsync(page, "picker filtered", picker.Search);
        await picker.Search.FillAsync("legacy avionics");
        await Expect(picker.Rows).ToHaveCountAsync(1);
        await visitor.VisitAsync(page, "picker greyed", picker.Search);
        await picker.Search.FillAsync("no-such-thing");
        await Expect(picker.Missing).ToHaveAttributeAsync("data-reason", "NotVisible", UntilTold);
        await visitor.VisitAsync(page, "picker missing", picker.Missing);
    }

    public async Task VisitLoadingPickerAsync()
    {
        await StartCheckAsync("https://fleet.spacetech.example", "Fleet");
        await Wizard.Check.ShouldPassAsync();
        var picker = await Wizard.Check.ContinueAsync();
        await picker.Rows.First.WaitForAsync();
        await visitor.VisitAsync(page, "picker loading", picker.Search);
    }

    private async Task CheckAsync(string state, string url, string collection, params ILocator[] inSight)
    {
        await StartCheckAsync(url, collection);
        await Expect(Ended).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.VisitAsync(page, state, [Verdict, Wizard.Check.Continue, .. inSight]);
    }

    private async Task StartCheckAsync(string url, string collection, string token = "full", string name = "SpaceTech")
    {
        var form = await Wizard.StartServerAsync();
        await form.FillAsync(name, url, collection, world.Token(token));
        await form.SubmitAsync();
        await page.ArriveAtAsync("check");
    }
}
