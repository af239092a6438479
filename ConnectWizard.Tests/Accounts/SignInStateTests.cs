using System.Net;
using System.Web;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>A sign-in is finished once, in the browser that began it, and leads to no other place.</summary>
public sealed class SignInStateTests : SignInCallbackContext
{
    [Fact]
    public async Task A_code_of_somebody_elses_sign_in_is_refused_in_ones_own()
    {
        using var attacker = new SignInBrowser();
        var theirs = await _world.GoThereAsync(SignInUrl.ForConnection(ConnectionId.New()), attacker);
        var code = HttpUtility.ParseQueryString(theirs.Query)["code"];

        (await EndOfAsync(await _world.ReturnWithAsync($"code={code}"))).ShouldBe($"/connect/{_world.Draft}/cloud");

        (await _world.ReadDraftAsync()).Cloud.ShouldSatisfyAllConditions(
            it => it.Failure!.Code.ShouldBe(ProblemCode.SignInExpired), it => it.Failure!.Arguments[ProblemText.Variant].ShouldBe("code"), it => it.Account.ShouldBeNull());
    }

    [Fact]
    public async Task A_return_that_another_sites_page_posts_is_refused()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        using var request = new HttpRequestMessage(HttpMethod.Post, back) { Headers = { { "Origin", "https://evil.example" } }, Content = new StringContent("") };

        (await _world.App.Client.SendAsync(request, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_return_that_comes_twice_redeems_nothing_the_second_time_and_goes_on_with_the_account()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        await EndOfAsync(back);
        var account = await _world.ReadAccountAsync();
        _world.Provider.TokenPath = null;

        (await EndOfAsync(back)).ShouldBe($"/connect/{_world.Draft}/organization");

        (await _world.ReadDraftAsync()).Cloud.ShouldSatisfyAllConditions(it => it.Failure.ShouldBeNull(), it => it.Account.ShouldBe(account.Id));
        _world.Provider.TokenPath.ShouldBeNull();
        (await ReadAsync($"/connect/{_world.Draft}/organization")).ShouldContain("You are signed in as");
    }

    [Fact]
    public async Task A_return_that_comes_twice_is_refused_once_the_account_has_signed_out()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        await EndOfAsync(back);
        await _world.Accounts.SignOutAsync((await _world.ReadAccountAsync()).Id, _world.Owner, Cancellation);

        (await EndOfAsync(back)).ShouldBe($"/connect/{_world.Draft}/cloud");

        (await _world.ReadDraftAsync()).Cloud.Failure!.Code.ShouldBe(ProblemCode.SignInExpired);
    }

    [Fact]
    public async Task A_return_after_half_an_hour_is_refused()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        _world.Time.Advance(TimeSpan.FromMinutes(31));

        await EndOfAsync(back);

        (await _world.ReadDraftAsync()).Cloud.Failure!.Code.ShouldBe(ProblemCode.SignInExpired);
    }

    [Theory]
    [InlineData("code=x&state=forged")]
    [InlineData("code=x")]
    [InlineData("")]
    public async Task A_state_that_is_not_ours_ends_at_the_door_with_a_sentence(string parameters)
    {
        (await EndOfAsync(_world.At($"{SignInUrl.ReturnPath}?{parameters}"))).ShouldBe("/connect?problem=sign-in-expired");

        (await ReadAsync("/connect?problem=sign-in-expired")).ShouldContain("This sign-in cannot be finished any more.");
    }

    [Fact]
    public async Task A_return_in_another_browser_changes_nothing_for_anybody()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        using var other = new SignInBrowser();
        (await other.GetAsync(_world.At("/connect"))).Dispose();

        (await other.RedirectOfAsync(back)).PathAndQuery.ShouldBe("/connect?problem=sign-in-expired");

        (await _world.ReadDraftAsync()).Cloud.ShouldBe(new CloudAnswers());
        (await EndOfAsync(back)).ShouldBe($"/connect/{_world.Draft}/organization");
    }

    [Fact]
    public async Task The_cookies_of_a_sign_in_are_of_no_use_in_another_browser()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        using var other = new SignInBrowser();
        (await other.GetAsync(_world.At("/connect"))).Dispose();
        foreach (var cookie in _world.Browser.Cookies.GetCookies(back).Where(cookie => cookie.Name != BrowserCookie.Name))
            other.Cookies.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));

        (await other.RedirectOfAsync(back)).PathAndQuery.ShouldBe("/connect?problem=sign-in-expired");

        (await _world.ReadDraftAsync()).Cloud.ShouldBe(new CloudAnswers());
    }

    [Fact]
    public async Task Without_the_cookie_of_the_sign_in_a_good_state_is_refused()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        foreach (var cookie in _world.Browser.Cookies.GetCookies(back).Where(cookie => cookie.Name.StartsWith("cw-signin.", StringComparison.Ordinal)))
            cookie.Expired = true;

        await EndOfAsync(back);

        (await _world.ReadDraftAsync()).Cloud.ShouldSatisfyAllConditions(
            it => it.Failure!.Code.ShouldBe(ProblemCode.SignInExpired), it => it.Account.ShouldBeNull());
    }

    [Fact]
    public async Task A_draft_that_is_dropped_meanwhile_is_told_at_the_door()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        await _world.Drafts.DropAsync(_world.Draft, _world.Owner, Cancellation);

        (await EndOfAsync(back)).ShouldBe("/connect?problem=draft-gone");
    }

    [Theory]
    [InlineData("")]
    [InlineData("draft=//evil.example")]
    [InlineData("draft=https://evil.example/")]
    [InlineData("draft=AAAAAAAAAAAAAAAAAAAAAA/../../evil")]
    [InlineData("draft=%2F%2Fevil.example")]
    [InlineData("connection=../../evil")]
    [InlineData("connection=%5C%5Cevil.example")]
    [InlineData("link=//evil.example/aaaaaaaaaaaaaaaa")]
    [InlineData("link=%2e%2e%2fevil.example.aaaaaaaaaa")]
    [InlineData("link=aaaaaaaaaaaaaaaa%0d%0aLocation:%20https://evil.example")]
    [InlineData("link=aaaaaaaaaaaaaaaaaaaa&connection=00000000-0000-0000-0000-000000000001")]
    [InlineData("returnUrl=https://evil.example&ReturnUrl=//evil.example&redirect_uri=https://evil.example")]
    public async Task A_sign_in_leads_only_to_places_of_ours(string query) =>
        (await EndOfAsync(_world.At($"{SignInUrl.Path}?{query}"))).ShouldBe("/connect?problem=sign-in-expired");

    [Fact]
    public async Task Addresses_beside_a_good_draft_are_not_looked_at()
    {
        var begin = $"{SignInUrl.ForDraft(_world.Draft)}&returnUrl=https://evil.example&redirect_uri=https://evil.example&tenant=../../evil";

        (await _world.GoThereAsync(begin)).GetLeftPart(UriPartial.Path).ShouldBe(_world.At(SignInUrl.ReturnPath).AbsoluteUri);

        (await _world.SignInAsync(begin)).ShouldBe($"/connect/{_world.Draft}/organization");
    }

    [Fact]
    public async Task Nobody_begins_a_sign_in_for_anothers_draft()
    {
        var foreign = await _world.Drafts.CreateAsync(new OwnerId("another"), ProviderKind.Services, Cancellation);

        (await EndOfAsync(_world.At(SignInUrl.ForDraft(foreign.Id)))).ShouldBe("/connect?problem=draft-foreign");
    }
}
