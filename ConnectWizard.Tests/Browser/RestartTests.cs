using ConnectWizard.Browser.Pages;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The process dies in mid-wizard and comes back: at most what was being typed is lost.</summary>
public sealed class RestartTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private ProductProcess? _product;

    private protected override ProductProcess? Product => _product;

    [Fact]
    public async Task A_killed_product_comes_back_with_the_step_the_repositories_and_then_the_profile()
    {
        ExpectsConsoleErrors = true;
        var check = await Wizard.PassCheckAsync(World, name: "Restarted");
        var picker = await check.ContinueAsync();
        await RestartAsync();
        await Page.GotoAsync(Page.Url);
        await Expect(picker.Count).ToHaveAttributeAsync("data-complete", "true");
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.ProfileName.FillAsync("After the restart");
        await Wizard.Review.CreateAndOpenAsync();
        var profile = Page.Url;
        await RestartAsync();
        await Page.GotoAsync(profile);
        await Expect(Page.Locator("h1")).ToHaveTextAsync("After the restart");
    }

    [Fact]
    public async Task An_open_page_comes_back_by_itself_after_a_restart()
    {
        ExpectsConsoleErrors = true;
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("By itself", DemoWorld.Server, "DefaultCollection", null);
        await form.Paste.FocusAsync();
        await Page.WaitForTimeoutAsync(1000);
        await RestartAsync();
        await Expect(form.Name).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await Expect(form.Name).ToHaveValueAsync("By itself");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_product is not null)
            await _product.DisposeAsync();
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "Somebody else's installation is not killed.");
        _product = await ProductProcess.StartAsync(null, 0, null, Cancel);
        return _product.Url;
    }

    private async Task RestartAsync() => _product = await _product!.KillAndStartAgainAsync(Cancel);
}
