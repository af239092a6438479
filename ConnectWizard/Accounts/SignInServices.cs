using ConnectWizard.Connections;
using ConnectWizard.Startup;

namespace ConnectWizard.Accounts;

/// <summary>Registers who is in front of us, and how they sign in.</summary>
public static class SignInServices
{
    /// <summary>
    /// Adds <see cref="IBrowserIdentity"/> and the sign-in with Microsoft Entra. Blazor's server components bring the authentication state that
    /// the first reads; whoever composes the rooms adds <see cref="EntraApp"/> and <see cref="CloudSetup"/>.
    /// </summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<IBrowserIdentity, BrowserIdentity>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<TokenRenewal>();
        services.AddSingleton<IAccountTokens, AccountTokens>();
        services.AddSingleton<SignInCallback>();
        services.AddTransient<EntraEvents>();
        // The framework's handler writes the address it sends the browser to, state included, at Debug, and a cookie's name and value at Warning.
        services.AddSingleton(new SensitiveCategory(typeof(EntraHandler).FullName!, LogLevel.Error));
        services.AddAuthentication().AddOAuth<EntraOptions, EntraHandler>(EntraHandler.SchemeName, Configure);
        services.AddOptions<EntraOptions>(EntraHandler.SchemeName).Configure<EntraApp>((options, app) =>
        {
            options.ClientId = app.ClientId;
            options.AuthorizationEndpoint = app.AuthorizationEndpoint.AbsoluteUri;
            foreach (var scope in app.Scopes)
                options.Scope.Add(scope);
        });
        return services;
    }

    /// <summary>Gives every request its browser's identity; before pages and the circuit's hub.</summary>
    public static IApplicationBuilder UseBrowserIdentity(this IApplicationBuilder app) => app.UseMiddleware<BrowserIdentityMiddleware>();

    private static void Configure(EntraOptions options)
    {
        options.CallbackPath = SignInUrl.ReturnPath;
        options.UsePkce = true;
        options.EventsType = typeof(EntraEvents);
        options.RemoteAuthenticationTimeout = SignInState.Lifetime;
        options.CorrelationCookie.Name = "cw-signin.";
        options.CorrelationCookie.HttpOnly = true;
        // The return is a link from the provider's site to ours. Strict would leave the cookie out; None would send it with anything.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        // It has no prefix in its name, for it is for the return's path alone; whose sign-in it is shows the browser's own cookie, which has one.
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
