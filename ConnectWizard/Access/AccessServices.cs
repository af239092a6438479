using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddLimitedLogger();
        services.AddValidatedOptions<AccessOptions, ValidateAccessOptions>(AccessOptions.Section);
        services.AddValidatedOptions<PublicUrlOptions, ValidatePublicUrlOptions>("");
        services.AddValidatedOptions<ListenerOptions, ValidateListenerOptions>(ListenerOptions.Section);
        services.AddValidatedOptions<SupportOptions, ValidateSupportOptions>(SupportOptions.Section);
        services.AddOptions<ShellOptions>().Configure<IOptions<SupportOptions>>((shell, support) => shell.Links = LinksOf(support.Value));
        services.AddCircuitLimit();
        services.AddSingleton<HostRules>();
        services.AddSingleton<IPublicEndpoint, PublicEndpoint>();
        services.AddHostedService<AccessWarning>();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        // The default also sends it unencrypted.
        services.Configure<AntiforgeryOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        return services;
    }

    private static void AddCircuitLimit(this IServiceCollection services)
    {
        services.AddValidatedOptions<PagesOptions, ValidatePagesOptions>(PagesOptions.Section);
        services.AddSingleton<CircuitLimit>();
        services.AddScoped<CircuitHandler, CircuitCounter>();
        // Whoever asks for many at the same moment meets this one.
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<PagesOptions>>((kestrel, pages) =>
            kestrel.Limits.MaxConcurrentUpgradedConnections = pages.Value.MaxCircuits);
    }

    private static List<ShellLink> LinksOf(SupportOptions support) =>
        [.. (support.Links.Count > 0 ? support.Links : SupportOptions.DefaultLinks).Select(link => new ShellLink(link.Text, link.Url))];

    /// <summary>Listens on <c>http://localhost:5080</c> where configuration names no address. After all configuration is in place.</summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        if (ListeningAddresses.Read(builder.Configuration).Count == 0)
            builder.WebHost.UseUrls(ListeningAddresses.Default);
    }

    /// <summary>Listens where <c>Listen</c> says. Not by <c>--urls</c>, which it excludes; after the options are validated.</summary>
    public static void UseListeners(this WebApplication app)
    {
        foreach (var address in ListeningAddresses.OfListeners(app.Configuration))
            app.Urls.Add(address.Url);
    }

    /// <summary>Once the reader's language is known, and before pages.</summary>
    public static void UseCircuitLimit(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<CircuitLimit>();
        app.Use((context, next) => limit.HandleAsync(context, next));
    }

    /// <summary>Before everything that answers.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.UseMiddleware<SecurityHeaders>().UseMiddleware<AccessMiddleware>().UseHsts();
}
