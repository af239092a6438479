using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

public sealed class BrowserIdentityMiddlewareTests
{
    [Fact]
    public async Task A_first_visit_has_an_owner_at_once_and_keeps_it_at_the_next()
    {
        var first = await VisitAsync();
        var cookie = SentCookie(first).ShouldNotBeNull();

        var second = await VisitAsync(cookie);

        Owner(first).ShouldNotBeEmpty();
        Owner(second).ShouldBe(Owner(first));
        SentCookie(second).ShouldBe(cookie);
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_and_this_server_alone_and_lasts_a_year()
    {
        var header = (await VisitAsync()).Response.Headers.SetCookie.ToString();

        header.ShouldStartWith("cw-browser=");
        header.ShouldEndWith("; max-age=31536000; path=/; samesite=lax; httponly");
    }

    [Fact]
    public async Task Over_TLS_browsers_take_the_cookie_from_this_very_host_alone_and_no_other_is_looked_at()
    {
        var planted = BrowserCookie.New();

        var visit = await VisitAsync(planted.Value, scheme: "https");

        var header = visit.Response.Headers.SetCookie.ToString();
        header.ShouldStartWith("__Host-cw-browser=");
        header.ShouldEndWith("; max-age=31536000; path=/; secure; samesite=lax; httponly");
        Owner(visit).ShouldNotBe(planted.Owner.Value, StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_owner_is_a_hash_that_does_not_contain_the_cookie()
    {
        var visit = await VisitAsync();

        Owner(visit).ShouldMatch("^[0-9a-f]{64}$");
        Owner(visit).ShouldNotContain(SentCookie(visit)!);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_malformed_cookie_is_replaced(string cookie)
    {
        var visit = await VisitAsync(cookie);

        SentCookie(visit).ShouldNotBeNull().ShouldNotBe(cookie, StringComparer.Ordinal);
        BrowserCookie.TryParse(SentCookie(visit), out var parsed).ShouldBeTrue();
        Owner(visit).ShouldBe(parsed.Owner.Value);
    }

    [Theory]
    [InlineData("POST", "text/html")]
    [InlineData("GET", "image/png")]
    [InlineData("GET", "")]
    public async Task Only_a_page_sets_the_cookie(string method, string accept)
    {
        var visit = await VisitAsync(method: method, accept: accept);

        SentCookie(visit).ShouldBeNull();
        Owner(visit).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Somebody_who_signed_in_stays_so_and_a_browser_alone_is_nobody()
    {
        var person = new ClaimsIdentity([new Claim(ClaimTypes.Name, "Ada")], "Test");

        var visit = await VisitAsync(user: new ClaimsPrincipal(person));

        visit.User.Identity!.Name.ShouldBe("Ada");
        Owner(visit).ShouldNotBeEmpty();
        (await VisitAsync()).User.Identity!.IsAuthenticated.ShouldBeFalse();
    }

    [Fact]
    public void Two_browsers_are_two_owners() => BrowserCookie.New().Owner.ShouldNotBe(BrowserCookie.New().Owner);

    private static async Task<HttpContext> VisitAsync(
        string? cookie = null, string method = "GET", string accept = "text/html,*/*", string scheme = "http", ClaimsPrincipal? user = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Scheme = scheme;
        context.Request.Headers.Accept = accept;
        if (cookie is not null)
            context.Request.Headers.Cookie = $"cw-browser={cookie}";
        if (user is not null)
            context.User = user;
        await new BrowserIdentityMiddleware(_ => Task.CompletedTask).InvokeAsync(context);
        return context;
    }

    private static string Owner(HttpContext context) => context.User.FindFirstValue(BrowserIdentityMiddleware.OwnerClaim) ?? "";

    private static string? SentCookie(HttpContext context) =>
        context.Response.Headers.SetCookie.ToString() is { Length: > 0 } header ? header["cw-browser=".Length..header.IndexOf(';', StringComparison.Ordinal)] : null;
}
