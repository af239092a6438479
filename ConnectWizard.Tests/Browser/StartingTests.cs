using ConnectWizard.Browser.Pages;
using Xunit;

using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The moment in which the circuit's picture of a page takes the place of the server's.</summary>
public sealed class StartingTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_press_during_which_the_circuit_starts_counts()
    {
        var circuitMayStart = new TaskCompletionSource();
        await Page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await circuitMayStart.Task;
            await route.ContinueAsync();
        });
        await Page.GotoAsync("/");
        await Page.GetByTestId("connect-start").HoverAsync();
        await Page.Mouse.DownAsync();
        circuitMayStart.SetResult();
        await Expect(Page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
        await Page.Mouse.UpAsync();
        await Page.ArriveAtAsync("connect");
    }
}
