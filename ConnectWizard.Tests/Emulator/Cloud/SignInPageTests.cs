using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>The authorization server's pages, as a person goes through them. Each test has an emulator of its own: agreeing is remembered.</summary>
public sealed class SignInPageTests : IAsyncLifetime, IDisposable
{
    private readonly CloudFixture _fixture = new();
    private readonly CloudBrowser _browser = new();

    private CloudClient Application => _fixture.Application;

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task A_person_chooses_an_account_agrees_and_is_sent_back_with_a_code()
    {
        await _browser.OpenAsync(Application.AuthorizeUrl());
        _browser.Page.ShouldBe("account");
        await _browser.PressAsync("account-ada");
        _browser.Page.ShouldBe("consent");
        _browser.Response.Text.ShouldContain("Read source code and pull requests");
        await _browser.PressAsync("accept");

        _browser.Response.Status.ShouldBe(HttpStatusCode.SeeOther);
        _browser.Response.Header("Location").ShouldNotBeNull().ShouldStartWith(CloudClient.RedirectUri + "?code=");
        _browser.Returned["state"].ShouldBe("a state & more");
    }

    [Fact]
    public async Task The_account_and_what_was_agreed_to_are_remembered_in_the_browser_until_signing_out()
    {
        await SignInAsync("ada");
        await _browser.OpenAsync(Application.AuthorizeUrl());
        _browser.Response.Status.ShouldBe(HttpStatusCode.Found);
        _browser.Returned.ShouldContainKey("code");

        await _browser.OpenAsync(Application.Cloud.BrowserAuthority.AbsoluteUri + "/oauth2/v2.0/logout");
        await _browser.OpenAsync(Application.AuthorizeUrl());
        _browser.Page.ShouldBe("account");
        await _browser.PressAsync("account-ada");
        _browser.Returned.ShouldContainKey("code");
    }

    [Fact]
    public async Task More_than_was_agreed_to_is_asked_for()
    {
        await SignInAsync("ada");
        await _browser.OpenAsync(Application.AuthorizeUrl(changes: ("scope", CloudClient.Scope + $" {CloudClient.Resource}/vso.hooks_write")));

        _browser.Page.ShouldBe("consent");
        _browser.Response.Text.ShouldContain("data-scope=\"vso.hooks_write\"");
    }

    [Theory]
    [InlineData("select_account", "account")]
    [InlineData("login", "account")]
    [InlineData("consent", "consent")]
    public async Task A_prompt_shows_its_page_to_who_is_signed_in_and_has_agreed(string prompt, string page)
    {
        await SignInAsync("ada");
        await _browser.OpenAsync(Application.AuthorizeUrl(changes: ("prompt", prompt)));

        _browser.Page.ShouldBe(page);
    }

    [Theory]
    [InlineData(null, "login_required", "AADSTS50058")]
    [InlineData("chiara", "consent_required", "AADSTS65001")]
    [InlineData("farid", "access_denied", "AADSTS90094")]
    [InlineData("greta", "interaction_required", "AADSTS53003")]
    [InlineData("eve", "interaction_required", "AADSTS500200")]
    public async Task Without_pages_the_application_is_told_what_is_missing(string? person, string error, string code)
    {
        if (person is not null)
        {
            await _browser.OpenAsync(Application.AuthorizeUrl());
            await _browser.PressAsync("account-" + person);
        }

        await _browser.OpenAsync(Application.AuthorizeUrl(changes: ("prompt", "none")));

        _browser.Returned["error"].ShouldBe(error);
        _browser.Returned["error_description"].ShouldStartWith(code + ": ");
        _browser.Returned["state"].ShouldBe("a state & more");
    }

    [Fact]
    public async Task Of_several_accounts_the_person_chooses_and_without_pages_it_fails_unless_one_is_named()
    {
        await SignInAsync("ada");
        await _browser.OpenAsync(Application.AuthorizeUrl(changes: ("prompt", "select_account")));
        await _browser.PressAsync("account-bruno");

        await _browser.OpenAsync(Application.AuthorizeUrl());
        _browser.Page.ShouldBe("account");
        await _browser.OpenAsync(Application.AuthorizeUrl(changes: ("prompt", "none")));
        _browser.Returned["error_description"].ShouldStartWith("AADSTS16000: ");
        await _browser.OpenAsync(Application.AuthorizeUrl("organizations", ("prompt", "none"), ("login_hint", "ada.lindqvist@spacetech.example")));
        _browser.Returned.ShouldContainKey("code");
    }

    [Fact]
    public async Task A_hint_shows_its_account_alone_until_another_is_wanted()
    {
        await _browser.OpenAsync(Application.AuthorizeUrl(changes: ("login_hint", "bruno.keller@spacetech.example")));
        _browser.Response.Text.ShouldNotContain("account-ada");
        await _browser.PressAsync("another");

        _browser.Response.Text.ShouldContain("account-ada");
    }

    [Theory]
    [InlineData("organizations", false)]
    [InlineData("consumers", true)]
    public async Task A_hint_for_a_kind_of_accounts_shows_only_those(string hint, bool personal)
    {
        await _browser.OpenAsync(Application.AuthorizeUrl(changes: ("domain_hint", hint)));

        _browser.Response.Text.Contains("account-eve", StringComparison.Ordinal).ShouldBe(personal);
        _browser.Response.Text.Contains("account-ada", StringComparison.Ordinal).ShouldBe(!personal);
    }

    [Theory]
    [InlineData("ada", "cancel", "access_denied", "AADSTS65004")]
    [InlineData("farid", "return", "access_denied", "AADSTS90094")]
    [InlineData("greta", "return", "interaction_required", "AADSTS53003")]
    [InlineData("eve", "return", "interaction_required", "AADSTS500200")]
    public async Task Who_turns_back_takes_the_reason_along(string person, string button, string error, string code)
    {
        await _browser.OpenAsync(Application.AuthorizeUrl());
        await _browser.PressAsync("account-" + person);
        await _browser.PressAsync(button);

        _browser.Returned["error"].ShouldBe(error);
        _browser.Returned["error_description"].ShouldContain(code);
        _browser.Returned["state"].ShouldBe("a state & more");
        _browser.Returned.ShouldNotContainKey("code");
    }

    [Theory]
    [InlineData("eve", "organizations", "personal", "You can&#x27;t sign in here with a personal account")]
    [InlineData("farid", "organizations", "admin-approval", "Need admin approval")]
    [InlineData("greta", "organizations", "conditional-access", "You cannot access this right now")]
    [InlineData("ada", "lunarlogistics.example", "not-in-tenant", "AADSTS50020")]
    public async Task Who_does_not_get_on_reads_why_and_can_take_another_account(string person, string tenant, string page, string text)
    {
        await _browser.OpenAsync(Application.AuthorizeUrl(tenant));
        await _browser.PressAsync("account-" + person);
        _browser.Page.ShouldBe(page);
        _browser.Response.Text.ShouldContain(text);
        await _browser.PressAsync("another");
        await _browser.PressAsync("account-dmitri");

        _browser.Page.ShouldBe("consent");
    }

    [Fact]
    public async Task An_administrator_agrees_for_everybody()
    {
        await _browser.OpenAsync(Application.AuthorizeUrl());
        await _browser.PressAsync("account-hedda");
        await _browser.PressAsync("accept", "everybody");
        _browser.Returned.ShouldContainKey("code");

        await _browser.OpenAsync(Application.AuthorizeUrl(changes: ("prompt", "select_account")));
        await _browser.PressAsync("account-farid");
        _browser.Returned.ShouldContainKey("code");
    }

    [Fact]
    public async Task Nobody_agrees_for_an_account_that_is_not_signed_in_in_the_browser()
    {
        await _browser.OpenAsync(Application.AuthorizeUrl());
        await _browser.PressAsync("account-ada");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var forged = await http.PostAsync(
            new Uri(Application.AuthorizeUrl()),
            new FormUrlEncodedContent([new("account", "ada.lindqvist@spacetech.example"), new("decision", "accept")]),
            TestContext.Current.CancellationToken);

        forged.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await forged.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("page-account");
    }

    [Fact]
    public async Task The_answer_can_come_in_a_form()
    {
        await _browser.OpenAsync(Application.AuthorizeUrl(changes: ("response_mode", "form_post")));
        await _browser.PressAsync("account-ada");
        await _browser.PressAsync("accept");

        var (action, fields) = _browser.HiddenForm();
        action.ShouldBe(CloudClient.RedirectUri);
        fields["state"].ShouldBe("a state & more");
        (await Application.TokenAsync(("code", fields["code"]))).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task SignInAsync(string person)
    {
        await _browser.OpenAsync(Application.AuthorizeUrl());
        await _browser.PressAsync("account-" + person);
        await _browser.PressAsync("accept");
    }
}
