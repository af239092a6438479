using System.Collections.Concurrent;
using System.Text;
using ConnectWizard.Browser.Pages;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The round trip to the authorization server and back: in another tab, with a product that died meanwhile, and leaving no token anywhere.</summary>
public sealed class CloudResumeTests(BrowserFixture fixture) : BrowserTest(fixture)
{

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_product_that_is_killed_while_somebody_signs_in_gets_them_back_at_the_organizations()
    {
        ExpectsConsoleErrors = true;
        await Wizard.Cloud.StartAsync();
        var draft = new Uri(Page.Url).Segments[2];
        await Wizard.Cloud.SignIn.ClickAsync();
        await Expect(Page.GetByTestId("account-ada")).ToBeVisibleAsync();
        await SignInAfterRestartAsync();
        new Uri(Page.Url).Segments[2].ShouldBe(draft);
        await Expect(Wizard.Cloud.SignedInUser).ToContainTextAsync("ada.lindqvist@spacetech.example");
        await (await Wizard.Cloud.ChooseAsync("spacetech")).ShouldPassAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Another_tab_goes_on_where_the_first_signed_in_and_no_token_is_seen_anywhere()
    {
        ExpectsConsoleErrors = true;
        var seen = new ConcurrentQueue<string>();
        Page.Context.Request += (_, request) => seen.Enqueue(request.Url);
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => seen.Enqueue(frame.Binary is { } bytes ? Encoding.UTF8.GetString(bytes) : frame.Text ?? "");
        await Wizard.Cloud.StartAsync();
        var address = Page.Url;
        await Wizard.Cloud.PickAsync("ada");
        await Wizard.Cloud.ConsentAsync();
        var tab = await Page.Context.NewPageAsync();
        await tab.GotoAsync(address.Replace("/cloud", "/organization", StringComparison.Ordinal));
        await (await new CloudModel(tab).ChooseAsync("spacetech")).ShouldPassAsync();
        seen.Enqueue(await tab.ContentAsync());
        seen.Enqueue(await Page.ContentAsync());

        seen.ShouldAllBe(text => !text.Contains("eyJ0", StringComparison.Ordinal) && !text.Contains("refresh_token", StringComparison.Ordinal) && !text.Contains("access_token", StringComparison.Ordinal));
        Product!.Log.ShouldNotContain("eyJ0");
        (await tab.EvaluateAsync<string>("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")).ShouldNotContain("token");
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "Somebody else's installation is not killed.");
        return await StartOwnAsync();
    }

    private async Task SignInAfterRestartAsync()
    {
        OwnProduct = await OwnProduct!.KillAndStartAgainAsync(Cancel);
        await Page.GetByTestId("account-ada").ClickAsync();
        await Wizard.Cloud.ConsentAsync();
    }
}
