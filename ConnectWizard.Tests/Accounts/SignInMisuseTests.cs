using System.Web;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>
/// What somebody who meddles with a sign-in gets: nothing. A state that is replayed, forged or another browser's, a code that is injected, and a
/// redirect elsewhere are in <see cref="SignInStateTests"/>.
/// </summary>
public sealed class SignInMisuseTests : IAsyncLifetime
{
    private const string Tenant = "6f3d1d5c-2b6e-4b0f-9f0a-0f6f5b1f7c11";
    private const string OtherTenant = "aaaaaaaa-2b6e-4b0f-9f0a-0f6f5b1f7c11";
    private SignInWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await SignInWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("nonce", null, "for another sign-in")]
    [InlineData("nonce", "638000000000000000.b3RoZXI", "for another sign-in")]
    [InlineData("aud", "another-tool", "for another application")]
    [InlineData("iss", "https://evil.example", "of another issuer")]
    [InlineData("exp", 1700000000L, "not valid at this time")]
    [InlineData("sub", null, "not valid")]
    public async Task An_ID_token_that_says_something_else_is_refused(string claim, object? value, string evidence)
    {
        _world.Provider.ChangeIdToken = claims =>
        {
            claims.Remove(claim);
            if (value is not null)
                claims[claim] = value;
        };

        await ShouldRefuseAsync(evidence);
    }

    [Fact]
    public async Task An_issuer_with_one_character_more_is_another_one()
    {
        _world.Provider.ChangeIdToken = claims => claims["iss"] += "/";

        await ShouldRefuseAsync("of another issuer");
    }

    [Fact]
    public async Task An_ID_token_without_a_signature_is_refused()
    {
        _world.Provider.SignsWith = null;

        await ShouldRefuseAsync("not signed with the provider's key");
    }

    [Fact]
    public async Task An_ID_token_that_another_key_signed_is_refused()
    {
        _world.Provider.SignsWith = OpenIdProvider.NewKey();

        await ShouldRefuseAsync("not signed with the provider's key");
    }

    [Fact]
    public async Task A_key_that_the_provider_has_withdrawn_signs_nothing_any_more()
    {
        await _world.SignInAsync();
        var (old, account) = (_world.Provider.SignsWith, await _world.ReadAccountAsync());
        _world.Provider.RotateKey();
        (await _world.SignInAsync()).ShouldBe($"/connect/{_world.Draft}/organization");
        await _world.Accounts.SignOutAsync(account.Id, _world.Owner, Cancellation);
        _world.Provider.SignsWith = old;

        await ShouldRefuseAsync("not signed with the provider's key");
    }

    [Fact]
    public async Task An_answer_without_an_ID_token_is_refused()
    {
        _world.Provider.GivesNoIdToken = true;

        await ShouldRefuseAsync("missing");
    }

    [Fact]
    public async Task Without_the_cookie_of_the_nonce_a_good_ID_token_is_refused()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        foreach (var cookie in _world.Browser.Cookies.GetCookies(back).Where(cookie => cookie.Name.StartsWith("cw-nonce.", StringComparison.Ordinal)))
            cookie.Expired = true;

        await ShouldRefuseAsync("for another sign-in", back);
    }

    [Fact]
    public async Task A_return_from_another_provider_is_refused_before_its_code_is_redeemed()
    {
        _world.Provider.NamedIssuer = "https://evil.example";

        await ShouldRefuseAsync("the return names another issuer");

        (await _world.ReadDraftAsync()).Cloud.Failure!.ToProblem().Arguments[ProblemText.Variant].ShouldBe("issuer");

        _world.Provider.TokenPath.ShouldBeNull();
        _world.Provider.NamedIssuer = _world.Provider.Url;
        (await _world.SignInAsync()).ShouldBe($"/connect/{_world.Draft}/organization");
    }

    [Theory]
    [InlineData(Tenant, Tenant, Tenant, true)]
    [InlineData(Tenant, Tenant, null, true)]
    [InlineData(OtherTenant, Tenant, null, false)]
    [InlineData(Tenant, OtherTenant, null, false)]
    [InlineData(Tenant, "evil", null, false)]
    [InlineData(OtherTenant, OtherTenant, Tenant, false)]
    [InlineData("{tenantid}", null, null, false)]
    public async Task With_several_tenants_issuer_and_tenant_must_fit_each_other_and_the_one_that_was_asked(string issuer, string? tenant, string? asked, bool isGood)
    {
        (_world.Provider.HasTenants, _world.Provider.Issuer) = (true, "/{tenantid}/v2.0");
        _world.Provider.ChangeIdToken = claims =>
        {
            claims["iss"] = $"{_world.Provider.Url}/{issuer}/v2.0";
            if (tenant is not null)
                claims["tid"] = tenant;
        };

        var end = await _world.SignInAsync(SignInUrl.ForDraft(_world.Draft, tenant: asked));

        end.ShouldBe(isGood ? $"/connect/{_world.Draft}/organization" : $"/connect/{_world.Draft}/cloud");
        (await _world.Accounts.ListAsync(_world.Owner, Cancellation)).Select(account => account.Tenant).ShouldBe(isGood ? [tenant] : []);
        _world.Provider.TokenPath.ShouldBe($"/{asked ?? "organizations"}/oauth2/v2.0/token");
        if (isGood)
            _world.Provider.DiscoveryRequests.ShouldBe(1);
    }

    [Theory]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("redirect_uri", "changed")]
    public async Task A_request_that_was_changed_on_its_way_to_the_provider_gets_no_tokens(string parameter, string? value)
    {
        var there = await _world.Browser.RedirectOfAsync(_world.At(SignInUrl.ForDraft(_world.Draft)));
        var query = HttpUtility.ParseQueryString(there.Query);
        query[parameter] = value == "changed" ? _world.At("/elsewhere").AbsoluteUri : value;
        if (value is null)
        {
            query.Remove(parameter);
            query.Remove("code_challenge_method");
        }

        var back = await _world.Browser.RedirectOfAsync(new UriBuilder(there) { Query = query.ToString() }.Uri);
        var end = await _world.Browser.RedirectOfAsync(new UriBuilder(back) { Path = SignInUrl.ReturnPath }.Uri);

        end.PathAndQuery.ShouldBe($"/connect/{_world.Draft}/cloud");
        (await _world.ReadDraftAsync()).Cloud.ShouldSatisfyAllConditions(it => it.Failure!.Code.ShouldBe(ProblemCode.SignInExpired), it => it.Account.ShouldBeNull());
    }

    [Fact]
    public async Task A_token_in_the_return_itself_is_refused()
    {
        var back = await _world.ReturnWithAsync("code=x&id_token=e30.e30.&access_token=x");

        (await _world.Browser.RedirectOfAsync(back)).PathAndQuery.ShouldBe($"/connect/{_world.Draft}/cloud");

        var told = (await _world.ReadDraftAsync()).Cloud.Failure!.ToProblem();
        (told.Code, told.Arguments[ProblemText.Variant]).ShouldBe((ProblemCode.SignInBroken, "return"));
        (await _world.Accounts.ListAsync(_world.Owner, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refresh_token_that_was_used_is_refused_and_the_account_signs_in_again()
    {
        await _world.SignInAsync();
        var account = (await _world.ReadAccountAsync()).Id;
        var store = _world.App.Services.GetRequiredService<IAccountStore>();
        var old = (await store.ReadAsync(account, Cancellation))!;
        _world.Time.Advance(TimeSpan.FromHours(1));
        (await _world.Tokens.OpenAsync(account, Cancellation)).Succeeded.ShouldBeTrue();

        var now = _world.Time.GetUtcNow();
        await store.RenewAsync(account, (await store.ReadAsync(account, Cancellation))!.Generation, new TokenGrant(old.Access!, old.Refresh, now, now), Cancellation);

        (await _world.Tokens.OpenAsync(account, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
    }

    private async Task ShouldRefuseAsync(string evidence, Uri? back = null)
    {
        var end = await _world.Browser.RedirectOfAsync(back ?? await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft)));

        end.PathAndQuery.ShouldBe($"/connect/{_world.Draft}/cloud");
        var failure = (await _world.ReadDraftAsync()).Cloud.Failure.ShouldNotBeNull();
        failure.Code.ShouldBe(ProblemCode.SignInBroken);
        failure.ToProblem().Evidence.ShouldContain(new Evidence("ID token", evidence));
        (await _world.Accounts.ListAsync(_world.Owner, Cancellation)).ShouldBeEmpty();
        _world.Provider.Secrets.ShouldAllBe(secret => _world.Logs.Lines.All(line => !line.Contains(secret)));
    }
}
