using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser.Walk;

/// <summary>Goes to every page and state, in an order in which each is met once. This part: pages that need nothing, and the check without saving.</summary>
internal sealed partial class PageWalk(IPage page, DemoWorld world, IVisitor visitor)
{
    private static readonly (string Path, string State)[] Help =
        [("/help", "help"), ("/help/token", "help token"), ("/help/firewall", "help firewall"), ("/help/policy", "help policy"), ("/help/identity", "help identity"), ("/browser", "this browser"), ("/audit", "audit empty"), ("/notifications", "notifications empty")];

    private static readonly (string Path, string State)[] Missing =
        [("/nowhere", "not found"), ("/connections/none", "connection gone"), ("/profiles/none", "profile gone"), ("/connect/none/server", "draft gone"), ("/error", "error"), ("/notifications/confirm/none", "notification link gone")];

    private static readonly LocatorAssertionsToBeEnabledOptions UntilEnd = new() { Timeout = 60_000 };

    private static readonly LocatorAssertionsToHaveAttributeOptions UntilTold = new() { Timeout = 30_000 };

    private WizardModel Wizard => new(page);

    private ILocator Verdict => page.GetByRole(AriaRole.Region, new() { Name = "The connection check" }).Locator("> [data-tone]");

    /// <summary>The verdict of a check that has ended.</summary>
    private ILocator Ended => Verdict.And(page.Locator("[data-tone=good], [data-tone=warning], [data-tone=bad]"));

    public async Task VisitPagesAsync()
    {
        await OpenAsync("/");
        await visitor.VisitAsync(page, "dashboard empty", page.GetByTestId("connect-start"));
        await OpenAsync("/connect");
        await visitor.VisitAsync(page, "provider", page.GetByTestId("choose-server"), page.GetByTestId("choose-cloud-authorize"));
        foreach (var (path, state) in (IEnumerable<(string, string)>)[.. Help, .. Missing, ("/demo/builds", "demo builds empty")])
        {
            await OpenAsync(path);
            await visitor.VisitAsync(page, state);
        }
    }

    public async Task VisitCheckPageAsync()
    {
        await OpenAsync("/check");
        await visitor.VisitAsync(page, "check page");
        await Wizard.Server.SubmitAsync();
        await Expect(Wizard.Server.Error("url")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "check page errors");
        await Wizard.Server.FillAsync(null, DemoWorld.Server, "DefaultCollection", world.Token("expired"));
        await Wizard.Server.SubmitAsync();
        await Expect(Ended).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.VisitAsync(page, "check page failed");
    }

    /// <summary>A page without its scripts says so, and cannot be asked for anything.</summary>
    public async Task VisitWithoutScriptAsync(IPage bare)
    {
        await bare.GotoAsync("/connect");
        await Expect(bare.Locator("noscript p, p.notice-shown").First).ToBeVisibleAsync();
        if (visitor is Gallery gallery)
            await gallery.AddAsync(bare, "without script");
    }

    public async Task VisitLostServerAsync()
    {
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "reconnecting");

        // Blazor gives up after minutes.
        await page.EvaluateAsync("document.getElementById('components-reconnect-modal').classList.replace('components-reconnect-show', 'components-reconnect-failed')");
        await visitor.VisitAsync(page, "circuit lost");
    }

    public async Task OpenAsync(string path)
    {
        await page.GotoAsync(path);
        await page.Locator("[data-interactive=true]").WaitForAsync();
    }
}
