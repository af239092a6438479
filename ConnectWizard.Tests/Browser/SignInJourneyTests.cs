using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>
/// The life of a sign-in in a real browser, at the emulated Microsoft Entra and at a standard provider that knows nothing of it: signing in, renewal,
/// another account, signing out, and the return to each page that begins a sign-in.
/// </summary>
public abstract class SignInJourneyTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private protected override bool HasWorld => false;

    private protected abstract RunningApp App { get; }

    /// <summary>Follows a link to the provider and comes back as somebody: "ada" or "hedda".</summary>
    private protected abstract Task SignInAsync(ILocator link, string person);

    [Fact]
    public async Task Somebody_signs_in_is_renewed_takes_another_account_and_signs_the_first_one_out()
    {
        ExpectsConsoleErrors = true; // The authorization server's own pages answer some of their requests with 401.
        await Wizard.Cloud.StartAsync();
        var cloud = Page.Url;
        await SignInAsync(Wizard.Cloud.SignIn, "ada");
        await Expect(Wizard.Cloud.SignedInUser).ToContainTextAsync("ada");
        await Expect(Wizard.Cloud.Organization("spacetech")).ToBeVisibleAsync();

        var ada = (await ListAsync()).ShouldHaveSingleItem();
        var due = await EndTokenAsync(ada.Id);
        await Page.ReloadAsync();
        await Expect(Wizard.Cloud.Organization("spacetech")).ToBeVisibleAsync();
        (await Store.ReadAsync(ada.Id, Cancel)).ShouldSatisfyAllConditions(
            it => it!.Generation.ShouldBe(due.Generation + 1), it => it!.Access!.Reveal().ShouldNotBe(due.Access!.Reveal(), StringComparer.Ordinal));

        await SignInAsync(Page.GetByTestId("whoami-switch"), "hedda");
        await Expect(Wizard.Cloud.SignedInUser).ToContainTextAsync("hedda");

        await Page.GotoAsync(cloud);
        var row = Page.Locator($"[data-testid=account][data-login='{ada.Login}']");
        await row.GetByTestId("account-signout").ClickAsync();
        await row.GetByTestId("confirm").ClickAsync();
        await Expect(Page.GetByTestId("signout-receipt")).ToContainTextAsync(ada.Login);
        await Expect(Page.GetByTestId("account")).ToHaveCountAsync(1);
        (await ListAsync()).ShouldHaveSingleItem().Login.ShouldContain("hedda");
        (await Store.ReadAsync(ada.Id, Cancel)).ShouldBeNull();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_sign_in_returns_to_the_page_that_began_it()
    {
        ExpectsConsoleErrors = true; // The link is nobody's; an authorization server's pages answer with 401.
        await Wizard.Cloud.StartAsync();
        await SignInAsync(Wizard.Cloud.SignIn, "ada");
        await Expect(Wizard.Cloud.SignedInUser).ToBeVisibleAsync();
        var account = (await ListAsync()).ShouldHaveSingleItem();
        var draft = await App.Services.GetRequiredService<IDraftStore>().CreateAsync(account.Owner, ProviderKind.Services, Cancel);
        var connection = await AccountConnection.MakeAsync(App.Services, draft.Id, account.Owner, account, "spacetech");

        await Store.EndAsync(account.Id, (await Store.ReadAsync(account.Id, Cancel))!.Generation, SignInResult.Refused, Cancel);
        await Page.GotoAsync($"/connections/{connection}");
        await SignInAsync(Page.GetByTestId("connection-signin"), "ada");
        await Page.WaitForURLAsync($"**/connections/{connection}");
        // It is checked without a press.
        await Expect(Page.GetByTestId("check-rung-address")).ToHaveAttributeAsync("data-state", "passed");
        (await ListAsync()).ShouldHaveSingleItem().NeedsSignIn.ShouldBeFalse();

        await Page.GotoAsync($"/connections/{connection}?replace=true");
        await SignInAsync(Page.GetByTestId("replace-signin"), "hedda");
        await Page.WaitForURLAsync($"**/connections/{connection}?replace=true");
        // The one that it uses is not offered.
        await Expect(Page.GetByTestId("replace-account")).ToHaveCountAsync(1);
        (await Page.GetByTestId("replace-account").GetAttributeAsync("data-login")).ShouldNotBeNull().ShouldStartWith("hedda");
        (await App.Services.GetRequiredService<ICloudAccounts>().FindOfConnectionAsync(connection, Cancel))!.Id.ShouldBe(account.Id);
    }

    private protected IAccountStore Store => App.Services.GetRequiredService<IAccountStore>();

    private protected async Task<IReadOnlyList<CloudAccount>> ListAsync()
    {
        var cookie = (await Page.Context.CookiesAsync([Url.AbsoluteUri])).Single(one => one.Name == BrowserCookie.Name);
        return BrowserCookie.TryParse(cookie.Value, out var browser)
            ? await App.Services.GetRequiredService<ICloudAccounts>().ListAsync(browser.Owner, Cancel)
            : throw new InvalidOperationException("The cookie is not ours.");
    }

    /// <summary>The access token was written down as ended: no test waits for a clock.</summary>
    private async Task<AccountTokenSet> EndTokenAsync(AccountId id)
    {
        var tokens = (await Store.ReadAsync(id, Cancel))!;
        await Store.RenewAsync(id, tokens.Generation, new TokenGrant(tokens.Access!, tokens.Refresh, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), Cancel);
        return (await Store.ReadAsync(id, Cancel))!;
    }

    public sealed class AtTheEmulator(BrowserFixture fixture) : SignInJourneyTests(fixture)
    {
        private readonly StoreFolder _folder = new();
        private RunningApp _app = null!;

        private protected override RunningApp App => _app;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _app.DisposeAsync();
            _folder.Dispose();
        }

        private protected override async Task<Uri> StartAsync()
        {
            (string, string)[] demo = [("Demo:Enabled", "true"), ("Demo:Seed", "false"), ("Demo:DataFolder", _folder.In("demo"))];
            _app = await RunningApp.StartAsync(Cancel, demo, builder => builder.Environment.EnvironmentName = Environments.Development);
            SignInServer = _app.Services.GetRequiredService<AzureDevOpsEmulator.Emulator>().Cloud.BrowserAuthority;
            return _app.Client.BaseAddress!;
        }

        private protected override async Task SignInAsync(ILocator link, string person)
        {
            await link.ClickAsync();
            await Page.WaitForURLAsync(url => new Uri(url).Authority == SignInServer!.Authority || new Uri(url).AbsolutePath.StartsWith("/connections/", StringComparison.Ordinal));
            if (new Uri(Page.Url).Authority != SignInServer!.Authority)
                return; // The authorization server knows the browser, and who is expected.
            await Wizard.Cloud.PickThereAsync(person);
            await Page.WaitForURLAsync(url => new Uri(url).Authority == Url.Authority || url.Contains("/oauth2/", StringComparison.Ordinal));
            var accept = Page.GetByTestId("accept");
            await Expect(accept.Or(Page.Locator(".app")).First).ToBeVisibleAsync();
            if (await accept.IsVisibleAsync())
                await accept.ClickAsync();
        }
    }

    [Trait("Kind", "Deep")]
    public sealed class AtAnotherProvider(BrowserFixture fixture) : SignInJourneyTests(fixture)
    {
        private OpenIdProvider _provider = null!;
        private RunningApp _app = null!;

        private protected override RunningApp App => _app;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _app.DisposeAsync();
            await _provider.DisposeAsync();
        }

        [Theory]
        [InlineData("error=access_denied", "sign-in-declined")]
        [InlineData("error=access_denied&error_description=AADSTS90094: Admin consent is required.", "admin-consent-needed")]
        [InlineData("error=server_error", "sign-in-unreachable")]
        [InlineData("error=unauthorized_client", "app-unknown")]
        [InlineData("code=injected", "sign-in-expired")]
        [InlineData("nothing=at-all", "sign-in-broken")]
        public async Task Each_other_end_is_told_at_the_step_and_the_next_sign_in_works(string refusal, string code)
        {
            await Wizard.Cloud.StartAsync();
            _provider.Refusal = refusal;
            await Wizard.Cloud.SignIn.ClickAsync();
            await Wizard.Cloud.ShouldFailAsync(code);
            await ShouldBeAccessibleAsync(Page);

            _provider.Refusal = null;
            await SignInAsync(Wizard.Cloud.SignIn, "ada");
            await Expect(Wizard.Cloud.SignedInUser).ToContainTextAsync("ada");
        }

        private protected override async Task<Uri> StartAsync()
        {
            _provider = await OpenIdProvider.StartAsync();
            SignInServer = new Uri(_provider.Url);
            _app = await RunningApp.StartAsync(Cancel, _provider.Settings());
            return _app.Client.BaseAddress!;
        }

        /// <summary>It asks nobody anything.</summary>
        private protected override Task SignInAsync(ILocator link, string person)
        {
            (_provider.ProfileId, _provider.Login) = ($"the profile of {person}", $"{person}@spacetech.example");
            return link.ClickAsync();
        }
    }
}
