using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>
/// The page behind an administrator's link. Plain documents and forms without a circuit or a router, since strangers may come to it: nothing of the
/// product can be reached from it but what the link is about.
/// </summary>
public static class AdministratorEndpoints
{
    /// <summary>The page's path; the secret follows.</summary>
    public const string Path = AdministratorLinks.Path;

    /// <summary>The largest form that is read, in bytes: a token and the antiforgery token.</summary>
    private const int LargestForm = 16 * 1024;

    private const string MinInterval = "administrator";

    /// <summary>
    /// How many requests a minute are answered for one link, and for all that is none together: behind a proxy everybody has the same address.
    /// Nobody guesses a link; this bounds the work that trying makes.
    /// </summary>
    private const int MaxRequests = 60;

    /// <summary>The files that the page is made of: what the public may load beside it.</summary>
    public static IReadOnlyList<string> Files { get; } =
        ["/favicon.svg", "/css/app.css", "/js/shell.js", "/ConnectWizard.styles.css"];

    public static IServiceCollection AddAdministratorPage(this IServiceCollection services) =>
        services.AddScoped<AdministratorLinkHandler>().AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(MinInterval, context => RateLimitPartition.GetFixedWindowLimiter(
                LinkSecret.TryHash(context.Request.RouteValues["link"] as string) ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = MaxRequests, Window = TimeSpan.FromMinutes(1) }));
        });

    public static void MapAdministratorPage(this IEndpointRouteBuilder endpoints)
    {
        var page = endpoints.MapGroup(Path).RequireRateLimiting(MinInterval);
        page.MapGet("/{link}", (string link, AdministratorLinkHandler visit, HttpContext context) => visit.ShowAsync(link, context));
        page.MapPost("/{link}", (string link, AdministratorLinkHandler visit, HttpContext context) => visit.CreateAsync(link, context))
            .WithMetadata(new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(LargestForm));
    }
}
