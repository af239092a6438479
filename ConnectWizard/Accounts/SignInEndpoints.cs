using ConnectWizard.Connections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ConnectWizard.Accounts;

/// <summary>The two addresses of a sign-in: where it begins, and (handled by <see cref="SignInHandler"/>) where it comes back.</summary>
public static class SignInEndpoints
{
    private const int MaxLoginLength = 320;

    /// <summary>Has the return handled; behind the browser's identity, which the state is held against.</summary>
    public static IApplicationBuilder UseSignIn(this IApplicationBuilder app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/signin", StringComparison.OrdinalIgnoreCase),
            branch => branch.Use(TellNobody));
        return app.UseAuthentication();
    }

    /// <summary>Maps where a sign-in begins.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(SignInUrl.Path, BeginAsync);

    // Addresses with a code or a state in them are for nobody's history of referrers, and for no cache.
    private static Task TellNobody(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-store";
        return next(context);
    }

    private static async Task BeginAsync(HttpContext context, CloudSetup setup, IDraftStore drafts, IAccountStore accounts, ISignInLinks links, ProviderMetadata provider, SignInCallback callback, IPublicEndpoint endpoint, TimeProvider time)
    {
        var (query, owner) = (context.Request.Query, context.Browser());
        if (SignInTarget.In(query) is not { } place)
        {
            context.Response.Redirect(SignInTarget.LostUrl(ProblemCode.SignInExpired));
            return;
        }

        if (place.Draft is { } draft && (await drafts.FindAsync(draft, BrowserOwner.Actor(owner), context.RequestAborted)).Problem is { } problem)
        {
            context.Response.Redirect(SignInTarget.LostUrl(problem.Code));
            return;
        }

        // The page says what is missing, and so it does for a link that is over or that nobody made.
        if (place.Kind == SignInKind.Administrator && !await links.IsOpenAsync(place.Id, context.RequestAborted))
        {
            context.Response.Redirect(place.Url);
            return;
        }

        if (!setup.CanSignIn)
        {
            context.Response.Redirect(place.Kind == SignInKind.Draft ? place.FailureUrl(ProblemCode.AppUnknown) : place.Url);
            return;
        }

        // A connection's account signs in where it did before: elsewhere the same person may be another identity.
        var tenant = place.Connection is { } connection
            ? (await accounts.FindOfConnectionAsync(connection, context.RequestAborted))?.Tenant
            : SignInTenant.Read(query["tenant"]);
        var journey = new SignInState(place, owner, OriginOf(context, endpoint), tenant, time.GetUtcNow());
        var properties = journey.ToProperties();
        properties.SetParameter(OpenIdConnectParameterNames.Prompt, query["another"] == "true" ? "select_account" : null);
        properties.SetParameter(SignInEvents.Login, query["login"].ToString() is { Length: > 0 and <= MaxLoginLength } login ? login : null);
        if ((await provider.FindEndpointsAsync(context.RequestAborted)).Problem is { } unreachable)
            context.Response.Redirect(await callback.FailAsync(journey, owner, unreachable, context.RequestAborted));
        else
            await context.ChallengeAsync(SignInHandler.SchemeName, properties);
    }

    // The port of the Host header is the client's word: the code must not be sent on to whatever listens there. On our own names a proxy may
    // speak TLS for us, and there the configured origin is the right one.
    private static string OriginOf(HttpContext context, IPublicEndpoint endpoint)
    {
        var (request, host) = (context.Request, context.Request.Host);
        var isOurs = Uri.TryCreate($"{request.Scheme}://{host.ToUriComponent()}", UriKind.Absolute, out var origin)
            && origin.IsLoopback && origin.Port == context.Connection.LocalPort;
        if (isOurs)
            return origin!.GetLeftPart(UriPartial.Authority);
        var isPublic = string.Equals(endpoint.Current.IdnHost, host.Host, StringComparison.OrdinalIgnoreCase);
        return (isPublic ? endpoint.Current : endpoint.ForPeople).GetLeftPart(UriPartial.Authority);
    }
}
