using Microsoft.AspNetCore.Components.Server;

namespace ConnectWizard.Components;

/// <summary>Registers the pages: Blazor with interactive server rendering, and the texts.</summary>
public static class PageServices
{
    /// <summary>The language of the texts that there are.</summary>
    public const string DefaultCulture = "en";

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.Configure<CircuitOptions>(options => options.DisconnectedCircuitMaxRetained = 50);
        services.AddLocalization();
        return services;
    }

    /// <summary>Every page is prerendered and then interactive. Where a page may be framed is said by the security headers.</summary>
    public static void MapPages(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
}
