using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>The page behind an administrator's link: plain documents and forms without a circuit or a router, since strangers may come to it.</summary>
internal static class AdministratorEndpoints
{
    /// <summary>In bytes: a token and the antiforgery token.</summary>
    private const int MaxFormBytes = 16 * 1024;

    private const string Policy = "administrator";

    /// <summary>Requests a minute for one link, and for all unknown links together (<see cref="UnknownLinks"/>): behind a proxy everybody has the same address.</summary>
    public const int MaxRequests = 60;

    public static IReadOnlyList<string> Files { get; } =
    [
        "/favicon.svg", "/fonts/inter-latin.woff2", "/css/mudblazor.css", "/css/theme.css", "/css/app.css", "/js/shell.js",
    ];

    public static void AddAdministratorPolicy(this RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(
            LinkSecret.TryHash(context.Request.RouteValues["link"] as string) ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = MaxRequests, Window = TimeSpan.FromMinutes(1) }));
    }

    public static void MapAdministratorPage(this IEndpointRouteBuilder endpoints)
    {
        var page = endpoints.MapGroup(AdministratorLinks.Path).RequireRateLimiting(Policy);
        page.MapGet("/{link}", (string link, AdministratorLinkHandler handler, HttpContext context) => handler.ShowAsync(link, context));
        page.MapPost("/{link}", (string link, AdministratorLinkHandler handler, HttpContext context) => handler.CreateAsync(link, context))
            .WithMetadata(new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(MaxFormBytes));
    }
}
