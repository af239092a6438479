using ConnectWizard.Connections;

namespace ConnectWizard.SignIn;

/// <summary>Registers who is in front of us.</summary>
public static class SignInServices
{
    /// <summary>Adds <see cref="IBrowserIdentity"/>. Blazor's server components bring the authentication state that it reads.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services) => services.AddScoped<IBrowserIdentity, BrowserIdentity>();

    /// <summary>Gives every request its browser's identity; before pages and the circuit's hub.</summary>
    public static IApplicationBuilder UseBrowserIdentity(this IApplicationBuilder app) => app.UseMiddleware<BrowserIdentityMiddleware>();
}
