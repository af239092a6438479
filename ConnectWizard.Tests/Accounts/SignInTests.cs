using System.Net;
using System.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>The sign-in as a browser goes through it, with a standard provider that is configured by its authority alone.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private SignInWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await SignInWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_sign_in_ends_with_an_account_in_the_draft_and_goes_on_with_the_organization()
    {
        (await _world.SignInAsync()).ShouldBe($"/connect/{_world.Draft}/organization");

        var account = await _world.ReadAccountAsync();
        (account.Name, account.Login, account.NeedsSignIn).ShouldBe(("Ada Łovelace", "ada@spacetech.example", false));
        (await _world.ReadDraftAsync()).Cloud.Account.ShouldBe(account.Id);
        (await _world.Tokens.OpenAsync(account.Id, Cancellation)).Value.ShouldNotBeNull().Reveal().ShouldStartWith("access-");
    }

    [Fact]
    public async Task A_key_that_the_provider_has_changed_is_fetched_while_the_sign_in_waits()
    {
        await _world.SignInAsync();
        _world.Provider.RotateKey();

        (await _world.SignInAsync()).ShouldBe($"/connect/{_world.Draft}/organization");
    }

    [Theory]
    [InlineData("/signin-oidc")]
    [InlineData("/signout-oidc")]
    [InlineData("/signout-callback-oidc")]
    public async Task The_frameworks_other_paths_are_not_there(string path)
    {
        using var response = await _world.Browser.GetAsync(_world.At($"{path}?state=x"));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_told_before_the_browser_leaves()
    {
        await _world.Provider.DisposeAsync();

        (await _world.Browser.RedirectOfAsync(_world.At(SignInUrl.ForDraft(_world.Draft)))).PathAndQuery.ShouldBe($"/connect/{_world.Draft}/cloud");

        (await _world.ReadDraftAsync()).Cloud.Failure!.Code.ShouldBe(ProblemCode.SignInUnreachable);
    }

    [Fact]
    public async Task A_tenant_is_not_asked_of_a_provider_that_has_none_and_not_written_down()
    {
        await _world.SignInAsync(SignInUrl.ForDraft(_world.Draft, tenant: "evil.example"));

        (await _world.ReadAccountAsync()).Tenant.ShouldBeNull();
    }

    [Fact]
    public async Task The_provider_is_asked_for_the_least_scopes_with_PKCE_and_never_for_all_that_a_person_may_do()
    {
        var there = HttpUtility.ParseQueryString((await _world.Browser.RedirectOfAsync(_world.At(SignInUrl.ForDraft(_world.Draft)))).Query);

        there["scope"]!.Split(' ').ShouldBe(
        [
            "499b84ac-1321-427f-aa17-267ca6975798/vso.profile", "499b84ac-1321-427f-aa17-267ca6975798/vso.project",
            "499b84ac-1321-427f-aa17-267ca6975798/vso.code", "offline_access", "openid", "profile",
        ]);
        (there["response_type"], there["response_mode"] ?? "query").ShouldBe(("code", "query"));
        there["nonce"].ShouldNotBeNullOrEmpty();
        (there["code_challenge_method"], there["redirect_uri"]).ShouldBe(("S256", _world.At("/signin/return").AbsoluteUri));
        there["prompt"].ShouldBeNull();
    }

    [Fact]
    public async Task Another_account_and_an_expected_one_are_asked_for()
    {
        var begin = SignInUrl.ForDraft(_world.Draft, anotherAccount: true, login: "ada+work@spacetech.example");
        var there = HttpUtility.ParseQueryString((await _world.Browser.RedirectOfAsync(_world.At(begin))).Query);

        (there["prompt"], there["login_hint"]).ShouldBe(("select_account", "ada+work@spacetech.example"));
    }

    [Fact]
    public async Task The_cookie_of_a_sign_in_is_for_our_return_alone_and_no_script_reads_it()
    {
        using var response = await _world.Browser.GetAsync(_world.At(SignInUrl.ForDraft(_world.Draft)));

        foreach (var name in new[] { "cw-signin.", "cw-nonce." })
        {
            var cookie = response.Headers.GetValues("Set-Cookie").Single(header => header.StartsWith(name, StringComparison.Ordinal));
            cookie.ShouldContain("; path=/signin/return");
            cookie.ShouldContain("; samesite=lax");
            cookie.ShouldContain("; httponly");
            cookie.ShouldNotContain("; secure");
        }

        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_sign_in_again_renews_the_account_and_keeps_what_was_answered()
    {
        await _world.SignInAsync();
        var account = await _world.ReadAccountAsync();
        await _world.Drafts.UpdateAsync(_world.Draft, _world.Owner, it => it with { Cloud = it.Cloud with { Organization = "spacetech" } }, Cancellation);

        await _world.SignInAsync();

        (await _world.ReadAccountAsync()).Id.ShouldBe(account.Id);
        (await _world.ReadDraftAsync()).Cloud.Organization.ShouldBe("spacetech");
    }

    [Fact]
    public async Task Two_tabs_of_one_draft_both_come_back_in_any_order_with_one_account()
    {
        var first = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        var second = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));

        foreach (var back in new[] { second, first })
            (await _world.Browser.RedirectOfAsync(back)).AbsolutePath.ShouldBe($"/connect/{_world.Draft}/organization");

        (await _world.ReadDraftAsync()).Cloud.Account.ShouldBe((await _world.ReadAccountAsync()).Id);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("somebody-else", false)]
    public async Task A_tab_that_comes_back_late_keeps_what_the_other_has_answered_only_for_the_same_person(string profile, bool isKept)
    {
        var late = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        await _world.SignInAsync();
        await _world.Drafts.UpdateAsync(_world.Draft, _world.Owner, it => it.WithOrganization(Samples.Cloud.TargetOf("spacetech"), ""), Cancellation);
        _world.Provider.ProfileId = profile.Length > 0 ? profile : _world.Provider.ProfileId;

        await _world.Browser.RedirectOfAsync(late);

        ((await _world.ReadDraftAsync()).Target is not null).ShouldBe(isKept);
    }

    [Fact]
    public async Task Another_browser_is_given_none_of_the_accounts()
    {
        await _world.SignInAsync();
        var account = await _world.ReadAccountAsync();
        var stranger = new OwnerId("stranger");

        (await _world.Accounts.ListAsync(stranger, Cancellation)).ShouldBeEmpty();
        (await _world.Accounts.FindAsync(account.Id, stranger, Cancellation)).ShouldBeNull();
        (await _world.Accounts.SignOutAsync(account.Id, stranger, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Another_browsers_pages_show_none_of_the_accounts()
    {
        await _world.SignInAsync();
        using var other = new SignInBrowser();
        (await other.GetAsync(_world.At("/connect"))).Dispose();
        var draft = await _world.Drafts.CreateAsync(other.OwnerAt(_world.App.Client.BaseAddress!), ProviderKind.Services, Cancellation);

        (await ReadAsync(_world.Browser, $"/connect/{_world.Draft}/cloud")).ShouldContain("ada@spacetech.example");
        (await ReadAsync(other, $"/connect/{draft.Id}/cloud")).ShouldNotContain("ada@spacetech.example");
        (await ReadAsync(other, $"/connect/{_world.Draft}/cloud")).ShouldNotContain("ada@spacetech.example");
    }

    [Fact]
    public async Task Its_tokens_are_renewed_a_minute_ahead_of_their_end_each_time_with_the_newest_refresh_token()
    {
        await _world.SignInAsync();
        var account = await _world.ReadAccountAsync();
        var tokens = new List<string> { await OpenAsync(account) };
        _world.Time.Advance(TimeSpan.FromSeconds(3539));
        (await OpenAsync(account)).ShouldBe(tokens[0]);

        for (var hour = 0; hour < 3; hour++)
        {
            _world.Time.Advance(TimeSpan.FromSeconds(hour == 0 ? 1 : 3540));
            tokens.Add(await OpenAsync(account));
        }

        tokens.Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
        _world.Provider.Refreshes.ShouldBe(3);
    }

    [Fact]
    public async Task An_administrators_sign_in_ends_at_the_link_with_an_account_of_that_browser()
    {
        (await _world.SignInAsync(SignInUrl.ForAdministrator(SignInWorld.Link))).ShouldBe($"/webhooks/ask/{SignInWorld.Link}");

        (await _world.ReadAccountAsync()).Login.ShouldBe("ada@spacetech.example");
    }

    [Fact]
    public async Task No_sign_in_begins_for_a_link_that_nobody_made()
    {
        const string Guess = "BBBBBBBBBBBBBBBBBBBBBB";

        (await _world.Browser.RedirectOfAsync(_world.At(SignInUrl.ForAdministrator(Guess)))).ShouldBe(_world.At($"/webhooks/ask/{Guess}"));
    }

    [Fact]
    public async Task A_browser_that_is_forgotten_loses_its_sign_ins_its_drafts_and_its_cookie()
    {
        await _world.SignInAsync();
        var page = await ReadAsync("/browser");
        page.QuerySelector("#main")!.TextContent.ShouldContain("1 sign-in: ada@spacetech.example");

        (await ForgetAsync("forged")).ShouldBe(_world.At("/browser"));
        (await _world.Accounts.ListAsync(_world.Owner, Cancellation)).ShouldHaveSingleItem();
        var gone = await ForgetAsync(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);

        gone.ShouldBe(_world.At("/browser?accounts=1&drafts=1"));
        (await _world.Accounts.ListAsync(_world.Owner, Cancellation)).ShouldBeEmpty();
        (await _world.Drafts.FindAsync(_world.Draft, _world.Owner, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.DraftGone);
        (await ReadAsync(gone.PathAndQuery)).QuerySelector("[data-testid=browser-receipt]")!.TextContent.ShouldContain("1 sign-in and 1 unfinished connection");
        _world.Browser.OwnerAt(_world.At("/")).ShouldNotBe(_world.Owner);
    }

    private async Task<IHtmlDocument> ReadAsync(string path)
    {
        using var answer = await _world.Browser.GetAsync(_world.At(path));
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Cancellation), Cancellation);
    }

    private Task<Uri> ForgetAsync(string antiforgery) =>
        _world.Browser.RedirectOfPostAsync(_world.At("/browser/forget"), new(StringComparer.Ordinal) { ["__RequestVerificationToken"] = antiforgery });

    [Fact]
    public async Task A_return_at_another_of_our_hosts_is_led_to_where_the_browsers_cookies_are()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        var elsewhere = new UriBuilder(back) { Host = "localhost" }.Uri;

        var home = await _world.Browser.RedirectOfAsync(elsewhere);

        home.ShouldBe(back);
        (await _world.Browser.RedirectOfAsync(home)).AbsolutePath.ShouldBe($"/connect/{_world.Draft}/organization");
    }

    [Fact]
    public async Task No_code_token_or_state_is_in_an_answer_or_in_the_log_of_any_level()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        using var end = await _world.Browser.GetAsync(back);

        var shown = $"{end.Headers} {await end.Content.ReadAsStringAsync(Cancellation)}";
        string[] secrets = [.. _world.Provider.Secrets, HttpUtility.ParseQueryString(back.Query)["state"]!];
        secrets.Length.ShouldBe(5);
        secrets.ShouldAllBe(secret => !shown.Contains(secret) && _world.Logs.Lines.All(line => !line.Contains(secret)));
    }

    private async Task<string> OpenAsync(CloudAccount account) => (await _world.Tokens.OpenAsync(account.Id, Cancellation)).Value!.Reveal();

    private async Task<string> ReadAsync(SignInBrowser browser, string path)
    {
        using var page = await browser.GetAsync(_world.At(path));
        return await page.Content.ReadAsStringAsync(Cancellation);
    }
}
