using System.Security.Claims;
using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>
/// Gives each browser its identity: a claim on the request's user, there already for the request that brings the cookie. Prerendering and
/// the circuit both take their authentication state from that user, so they agree on the owner.
/// </summary>
internal sealed class BrowserIdentityMiddleware(RequestDelegate next)
{
    /// <summary>
    /// The claim that carries the <see cref="OwnerId"/>. Its identity is not authenticated: a browser is nobody who signed in.
    /// </summary>
    public const string OwnerClaim = "connectwizard:browser";

    /// <summary>The claim that carries the IP address which connected: behind a proxy, the proxy's.</summary>
    public const string AddressClaim = "connectwizard:address";

    public Task InvokeAsync(HttpContext context)
    {
        if (!BrowserCookie.TryParse(context.Request.Cookies[BrowserCookie.NameFor(context.Request)], out var cookie))
            cookie = BrowserCookie.New();

        if (IsPageVisit(context.Request))
            Send(cookie, context);

        // Identities that are there (somebody signed in) stay in front.
        Claim[] claims = [new(OwnerClaim, cookie.Owner.Value), .. AddressOf(context)];
        context.User = new ClaimsPrincipal([.. context.User.Identities, new ClaimsIdentity(claims)]);
        return next(context);
    }

    /// <summary>None for a connection that isn't over IP.</summary>
    private static Claim[] AddressOf(HttpContext context) => context.Connection.RemoteIpAddress is { } address
        ? [new Claim(AddressClaim, (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString())]
        : [];

    /// <summary>
    /// Only a page sets the cookie. A form that another site posts to us comes without it (SameSite) and must not replace it; images and
    /// scripts would bring several.
    /// </summary>
    private static bool IsPageVisit(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static void Send(BrowserCookie cookie, HttpContext context) =>
        context.Response.Cookies.Append(BrowserCookie.NameFor(context.Request), cookie.Value, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = BrowserCookie.Lifetime,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
}
