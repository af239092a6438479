using ConnectWizard.Browser.Pages;
using ConnectWizard.Browser.Walk;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>Failures as a person meets them. That each is told apart is tested at the engine; here, that the page says it.</summary>
public sealed class FailureTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData("https://no-such-host.invalid", "DefaultCollection", "full", "dns", "name-unknown", Traits = ["Kind", "Deep"])]
    [InlineData("https://127.0.0.1:9", "DefaultCollection", "full", "policy", "address-not-allowed", Traits = ["Kind", "Deep"])]
    [InlineData("https://self-signed.spacetech.example", "DefaultCollection", "full", "tls", "tls-self-signed")]
    [InlineData("https://other-authority.spacetech.example", "DefaultCollection", "full", "tls", "tls-untrusted", Traits = ["Kind", "Deep"])]
    [InlineData("https://not-azure-devops.spacetech.example", "DefaultCollection", "full", "product", "not-azure-devops", Traits = ["Kind", "Deep"])]
    [InlineData("http://tfs.spacetech.example:8080/tfs", "DefaultCollection", "full", "version", "team-foundation-server", Traits = ["Kind", "Deep"])]
    [InlineData("https://old.spacetech.example", "DefaultCollection", "full", "version", "version-too-old", Traits = ["Kind", "Deep"])]
    [InlineData(DemoWorld.Server, "DefaultCollection", "expired", "token", "token-expired", Traits = ["Kind", "Deep"])]
    [InlineData(DemoWorld.Server, "DefaultCollection", "revoked", "token", "token-refused", Traits = ["Kind", "Deep"])]
    [InlineData(DemoWorld.Server, "Mars Rovers", "full", "collection", "collection-unknown", Traits = ["Kind", "Deep"])]
    [InlineData(DemoWorld.Server, "DefaultCollection", "no-projects", "projects", "projects-none", Traits = ["Kind", "Deep"])]
    public async Task A_failed_check_names_its_item_and_problem(string url, string collection, string token, string item, string code)
    {
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("Failing", url, collection, World.Token(token));
        var check = await form.SubmitAsync();
        await check.ShouldFailAsync(item, code);
        await Expect(check.Continue).ToBeDisabledAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Links_to_localhost_are_shown_and_do_not_stop()
    {
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("Links", "https://localhost-links.spacetech.example", "DefaultCollection", World.Token("full"));
        var check = await form.SubmitAsync();
        await check.ShouldPassAsync();
        await Expect(check.CheckItem("links")).ToHaveAttributeAsync("data-state", "warned");
        await Expect(check.CheckItem("links")).ToContainTextAsync("localhost");
    }

    [Fact]
    public async Task An_empty_form_shows_every_missing_field()
    {
        var form = await Wizard.StartServerAsync();
        await form.SubmitAsync();
        foreach (var field in (string[])["name", "url", "collection", "token"])
            await Expect(form.Error(field)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Check_again_keeps_the_token_after_the_form_was_mended()
    {
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("Mended", DemoWorld.Server, "Mars Rovers", World.Token("full"));
        var check = await form.SubmitAsync();
        await check.ShouldFailAsync("collection", "collection-unknown");
        await Page.GoBackAsync();
        await Expect(form.Error("collection")).ToBeVisibleAsync();
        await form.Collection.FillAsync("DefaultCollection");
        await form.SubmitAsync();
        await check.ShouldPassAsync();
    }

    /// <summary>Leaving the field takes its message away and moves the button up while it is being pressed.</summary>
    [Fact]
    public async Task A_slow_press_counts_and_the_button_keeps_its_place()
    {
        var form = await Wizard.StartServerAsync();
        await form.SubmitAsync();
        await Expect(form.Error("token")).ToBeVisibleAsync();
        await form.FillAsync("Slow press", DemoWorld.Server, "DefaultCollection", World.Token("full"));
        var submit = Page.GetByTestId("server-submit");
        await Page.SetViewportSizeAsync(1280, 560); // The action bar is docked while the form goes on below it, with the message and without.
        await Page.EvaluateAsync("scrollTo(0, 0)");
        foreach (var field in new[] { "name", "url", "collection" })
            await Expect(form.Error(field)).ToHaveCountAsync(0);
        await PageView.SettleAsync(Page);
        var box = (await submit.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + box.Height - 2);
        await Page.Mouse.DownAsync();
        await Expect(form.Error("token")).ToHaveCountAsync(0);
        await PageView.SettleAsync(Page);
        (await submit.BoundingBoxAsync())!.Y.ShouldBe(box.Y);
        await Page.Mouse.UpAsync();
        await Page.ArriveAtAsync("check");
    }

    [Theory]
    [InlineData(0, "dark", Traits = ["Kind", "Deep"])]
    [InlineData(200, "light")]
    public async Task A_press_counts_when_the_button_moves_away_and_not_when_the_pointer_does(int pointerMoves, string theme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.GotoAsync("/check");
        await PressWhatMovesAwayAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }), pointerMoves);
        (await Page.EvaluateAsync<string>("document.documentElement.dataset.theme ?? 'light'")).ShouldBe(theme);
    }

    [Theory]
    [InlineData(0, 1, Traits = ["Kind", "Deep"])]
    [InlineData(200, 0, Traits = ["Kind", "Deep"])]
    public async Task A_press_counts_when_the_link_moves_away_and_not_when_the_pointer_does(int pointerMoves, int clicks)
    {
        await Page.GotoAsync("/check");
        await Page.EvaluateAsync("globalThis.clicks = 0; addEventListener('click', event => { clicks += event.target.closest('a') ? 1 : 0; event.preventDefault(); }, true)");
        await PressWhatMovesAwayAsync(Page.Locator("header").GetByRole(AriaRole.Link).First, pointerMoves);
        (await Page.EvaluateAsync<int>("clicks")).ShouldBe(clicks);
    }

    [Theory]
    [InlineData("https://me:pw@azure.spacetech.example/Flight%20Systems/Lander/_git/guidance", "https://azure.spacetech.example", "Flight Systems", Traits = ["Kind", "Deep"])]
    [InlineData("https://devops.spacetech.example/tfs/DefaultCollection/_git/telemetry", "https://devops.spacetech.example/tfs", "DefaultCollection")]
    public async Task A_pasted_address_is_cut_into_the_fields(string pasted, string url, string collection)
    {
        var form = await Wizard.StartServerAsync();
        await form.Paste.FillAsync(pasted);
        await form.Name.FocusAsync();
        await Expect(form.ServerUrl).ToHaveValueAsync(url);
        await Expect(form.Collection).ToHaveValueAsync(collection);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_pasted_text_that_is_no_address_leaves_the_fields_alone_and_says_so()
    {
        var form = await Wizard.StartServerAsync();
        await form.ServerUrl.FillAsync("https://kept.example.com");
        await form.Paste.FillAsync("what is this");
        await form.Name.FocusAsync();
        await Expect(Page.GetByTestId("paste-result")).ToBeVisibleAsync();
        await Expect(form.ServerUrl).ToHaveValueAsync("https://kept.example.com");
    }

    private async Task PressWhatMovesAwayAsync(ILocator pressed, int pointerMoves)
    {
        await Expect(Page.GetByTestId("server-submit")).ToBeEnabledAsync(); // The circuit has made everything anew.
        var box = (await pressed.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Page.Mouse.MoveAsync(x, y);
        await Page.Mouse.DownAsync();

        await Page.Mouse.MoveAsync(x, y + pointerMoves);
        await Page.EvaluateAsync("document.querySelector('header').style.translate = '0 300px'");
        await Page.Mouse.UpAsync();
    }
}
