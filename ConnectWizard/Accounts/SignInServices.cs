using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ConnectWizard.Accounts;

/// <summary>Registers who is in front of us, and how they sign in.</summary>
public static class SignInServices
{
    /// <summary>Where a sign-in begins and comes back.</summary>
    private const string PublicPrefix = "/signin";

    /// <summary>
    /// Adds <see cref="IBrowserIdentity"/> and the sign-in with Microsoft Entra. Blazor's server components bring the authentication state that
    /// the first reads.
    /// </summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddValidatedOptions<SignInOptions, ValidateSignInOptions>(SignInOptions.Section);
        services.AddScoped<IBrowserIdentity, BrowserIdentity>();
        services.AddTokenRenewal();
        services.AddSingleton(new PublicPath(PublicPrefix) { IsForPeople = true });
        services.AddLimitedLogger();
        services.AddSingleton<SignInCallback>();
        services.AddTransient<SignInEvents>();
        // Made anew each time: a free port is known once we listen.
        services.AddTransient(SetupOf);
        // The framework's handler writes addresses with state and code, a provider's words and parts of tokens, at every level. What matters of
        // them is in our own log.
        services.AddSingleton(new SensitiveCategory(typeof(SignInHandler).FullName!, LogLevel.None));
        services.AddAuthentication().AddRemoteScheme<OpenIdConnectOptions, SignInHandler>(SignInHandler.SchemeName, displayName: null, Configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
        services.AddOptions<OpenIdConnectOptions>(SignInHandler.SchemeName).Configure<IOptions<SignInOptions>, ProviderMetadata>((options, app, provider) =>
        {
            // The framework wants one, and asks for it at each request. Without it nobody is sent to the provider.
            options.ClientId = app.Value.ClientId.Length > 0 ? app.Value.ClientId : "none";
            options.Backchannel = provider.Http;
            options.ConfigurationManager = provider.Configuration;
            options.RequireHttpsMetadata = provider.RequiresHttps;
            options.Scope.Clear();
            foreach (var scope in app.Value.ScopeList)
                options.Scope.Add(scope);
        });
        return services;
    }

    /// <summary>Adds <see cref="IAccountTokens"/>: what renews tokens, without a browser.</summary>
    public static IServiceCollection AddTokenRenewal(this IServiceCollection services)
    {
        services.AddValidatedOptions<IdentityOptions, ValidateIdentityOptions>(IdentityOptions.Section);
        services.AddSingleton<ClientProof>();
        services.AddSingleton<ProviderBackchannel>();
        services.AddSingleton<ProviderMetadata>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<TokenRenewal>();
        services.AddSingleton<OfferedIdentities>();
        services.AddSingleton<TenantDiscovery>();
        services.AddSingleton<ApplicationTokens>();
        services.AddSingleton<IApplicationIdentities, ApplicationIdentities>();
        services.AddSingleton<IAccountTokens, AccountTokens>();
        return services;
    }

    /// <summary>Gives every request its browser's identity; before pages and the circuit's hub.</summary>
    public static IApplicationBuilder UseBrowserIdentity(this IApplicationBuilder app) => app.UseMiddleware<BrowserIdentityMiddleware>();

    private static CloudSetup SetupOf(IServiceProvider provider)
    {
        var app = provider.GetRequiredService<IOptions<SignInOptions>>().Value;
        var (cloud, authority) = (provider.GetRequiredService<CloudAddresses>(), app.AuthorityUrl);
        return new CloudSetup
        {
            Organizations = cloud.Organizations,
            Beside = [cloud.Profiles, new ServerAddress(authority.Scheme, authority.IdnHost, authority.Port, "")],
            MissingKeys = app.MissingKeys,
            RedirectUri = new Uri(provider.GetRequiredService<IPublicEndpoint>().ForPeople, SignInUrl.ReturnPath),
            Scopes = app.ScopeList,
        };
    }

    private static void Configure(OpenIdConnectOptions options)
    {
        options.CallbackPath = SignInUrl.ReturnPath;
        // Nobody is signed in to the product by it, so there is no sign-out either.
        options.RemoteSignOutPath = options.SignedOutCallbackPath = PathString.Empty;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        options.DisableTelemetry = true;
        options.EventsType = typeof(SignInEvents);
        options.RemoteAuthenticationTimeout = options.ProtocolValidator.NonceLifetime = SignInState.Lifetime;
        options.MapInboundClaims = false;
        options.TokenHandler = new SignedTokenHandler { MapInboundClaims = false };
        options.TokenValidationParameters.IssuerValidatorUsingConfiguration = CheckIssuer;
        SetCookie(options.CorrelationCookie, "cw-signin.");
        SetCookie(options.NonceCookie, "cw-nonce.");
    }

    /// <summary>The cookies of one sign-in. They have no prefix in their names, for they are for the return's path alone; whose sign-in it is shows the browser's own cookie, which has one.</summary>
    private static void SetCookie(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        // The return is a link from the provider's site to ours. Strict would leave the cookie out; None would send it with anything.
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static string CheckIssuer(string issuer, SecurityToken token, TokenValidationParameters parameters, BaseConfiguration configuration) =>
        ProviderEndpoints.IsIssuer(configuration.Issuer, issuer, (token as JsonWebToken)?.TryGetPayloadValue<string>("tid", out var tenant) is true ? tenant : null)
            ? issuer
            : throw new SecurityTokenInvalidIssuerException("The issuer is not the provider's.");
}
