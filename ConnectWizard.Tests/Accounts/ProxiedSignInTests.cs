using System.Net;
using System.Web;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>Behind a proxy that speaks TLS for us: requests come as plain HTTP in the public name.</summary>
public sealed class ProxiedSignInTests : IAsyncLifetime
{
    private const string Public = "builds.example";
    private TlsProxy _proxy = null!;
    private HttpClient _browser = null!;
    private OpenIdProvider _provider = null!;
    private RunningApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await OpenIdProvider.StartAsync();
        await StartAsync();
    }

    private async Task StartAsync(params (string, string)[] settings)
    {
        _app = await RunningApp.StartAsync(Cancellation, [.. _provider.Settings(), ("PublicUrl", $"https://{Public}"), ("Access:AllowAnonymous", "true"), .. settings]);
        _proxy = new TlsProxy();
        _browser = new HttpClient(_proxy) { BaseAddress = _app.Client.BaseAddress };
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData("/connect")]
    [InlineData("/check")]
    public async Task Every_cookie_is_for_encrypted_connections_and_the_browsers_own_has_the_prefix_for_it(string page)
    {
        using var response = await GetAsync(page, Public);

        var cookies = response.Headers.GetValues("Set-Cookie").ToList();
        cookies.ShouldAllBe(cookie => cookie.Contains("; secure") && cookie.Contains("; httponly") && !cookie.Contains("domain="));
        cookies.ShouldContain(cookie => cookie.StartsWith("__Host-cw-browser=", StringComparison.Ordinal));
        cookies.ShouldContain(cookie => cookie.StartsWith(".AspNetCore.Antiforgery", StringComparison.Ordinal));
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain($"wss://{Public}");
    }

    [Fact]
    public async Task On_this_machine_the_cookies_work_without_TLS_all_the_same()
    {
        using var response = await GetAsync("/check", _app.Client.BaseAddress!.Authority);

        response.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => !cookie.Contains("; secure") && cookie.Contains("; httponly"));
    }

    [Fact]
    public async Task A_sign_in_goes_out_and_comes_back_in_the_public_name()
    {
        (await GetAsync("/connect", Public)).Dispose();
        var owner = BrowserCookie.TryParse(_proxy.Cookies[BrowserCookie.SecureName], out var browser) ? browser.Owner : default;
        var draft = (await _app.Services.GetRequiredService<IDraftStore>().CreateAsync(owner, ProviderKind.Services, Cancellation)).Id;

        var there = await RedirectOfAsync(SignInUrl.ForDraft(draft));
        HttpUtility.ParseQueryString(there.Query)["redirect_uri"].ShouldBe($"https://{Public}/signin/return");
        using var provider = new SignInBrowser();
        var back = await provider.RedirectOfAsync(there);
        back.Authority.ShouldBe(Public);

        (await RedirectOfAsync(back.PathAndQuery)).PathAndQuery.ShouldBe($"/connect/{draft}/organization");
        _proxy.Cookies.Keys.ShouldContain(name => name.StartsWith("cw-signin.", StringComparison.Ordinal));
    }

    /// <summary>An administrator's link is of the public address; the app registration knows the people's alone.</summary>
    [Fact]
    public async Task A_sign_in_that_began_in_the_public_name_returns_by_the_peoples_to_where_its_cookies_are()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        await StartAsync(("PeopleUrl", "https://wizard.example"));
        (await GetAsync("/help", Public)).Dispose();
        var owner = BrowserCookie.TryParse(_proxy.Cookies[BrowserCookie.SecureName], out var cookie) ? cookie.Owner : default;
        var draft = (await _app.Services.GetRequiredService<IDraftStore>().CreateAsync(owner, ProviderKind.Services, Cancellation)).Id;

        var there = await RedirectOfAsync(SignInUrl.ForDraft(draft));
        HttpUtility.ParseQueryString(there.Query)["redirect_uri"].ShouldBe("https://wizard.example/signin/return");
        using var provider = new SignInBrowser();
        var back = await provider.RedirectOfAsync(there);
        back.Authority.ShouldBe("wizard.example");
        var home = await RedirectOfAsync(back.PathAndQuery, back.Authority);
        home.Authority.ShouldBe(Public);

        (await RedirectOfAsync(home.PathAndQuery)).PathAndQuery.ShouldBe($"/connect/{draft}/organization");
    }

    private async Task<Uri> RedirectOfAsync(string path, string host = Public)
    {
        using var response = await GetAsync(path, host);
        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldAllBe(cookie => cookie.Contains("; secure") && cookie.Contains("; httponly"));
        return new Uri(new Uri($"https://{Public}"), response.Headers.Location!);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        request.Headers.Add("Accept", "text/html");
        return await _browser.SendAsync(request, Cancellation);
    }
}
