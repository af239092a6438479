using ConnectWizard.Browser.Pages;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The moment in which the circuit's picture of a page takes the place of the server's.</summary>
public sealed class StartingTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private readonly TaskCompletionSource _circuitMayStart = new();

    [Theory]
    [InlineData("/", "connect-start", "connect")]
    [InlineData("/connect", "choose-server", "server")]
    public async Task A_press_during_which_the_circuit_starts_counts(string path, string pressed, string arrived)
    {
        await OpenWithoutCircuitAsync(path);
        await Page.GetByTestId(pressed).HoverAsync();
        await Page.Mouse.DownAsync();
        await StartCircuitAsync();
        await Page.Mouse.UpAsync();
        await Page.ArriveAtAsync(arrived);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task The_focus_stays_where_it_is_when_the_circuit_starts()
    {
        await OpenWithoutCircuitAsync("/");
        await Page.GetByTestId("connect-start").FocusAsync();
        await StartCircuitAsync();
        await Expect(Page.GetByTestId("connect-start")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.ArriveAtAsync("connect");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task The_first_choice_needs_no_circuit()
    {
        await OpenWithoutCircuitAsync("/connect");
        await Page.GetByTestId("choose-server").ClickAsync();
        await Page.ArriveAtAsync("server");
    }

    private async Task OpenWithoutCircuitAsync(string path)
    {
        await Page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await _circuitMayStart.Task;
            await route.ContinueAsync();
        });
        await Page.GotoAsync(path);
    }

    private async Task StartCircuitAsync()
    {
        _circuitMayStart.SetResult();
        await Expect(Page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
    }
}
