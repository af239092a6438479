using System.Net.Mime;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.ResponseCompression;
using MudBlazor.Services;

namespace ConnectWizard.Components;

/// <summary>Registers the pages: Blazor with interactive server rendering, and the texts.</summary>
public static class PageServices
{
    /// <summary>The language of the texts that there are.</summary>
    public const string DefaultCulture = "en";

    /// <summary>In bytes: a pasted certificate of 10,000 characters, of which a message holds two copies with up to six bytes for each.</summary>
    private const int MaxMessageSize = 128 * 1024;

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(options => options.MaximumReceiveMessageSize = MaxMessageSize);
        services.Configure<CircuitOptions>(options => options.DisconnectedCircuitMaxRetained = 50);
        services.AddLocalization();
        services.AddMudServices();
        services.AddScoped<PageScript>();
        services.AddScoped<CircuitConnectionMonitor>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitConnectionMonitor>());
        services.AddResponseCompression(Compress);
        return services;
    }

    /// <summary>
    /// Pages are compressed, over TLS too; static files were when they were built, and nothing else is. Compressing beside a secret can give it away
    /// to who makes a browser ask again and again with guesses and sees how long the answers are (BREACH). Our pages bear no secret that stays the
    /// same: antiforgery tokens and the circuit's state are encrypted anew for each answer, access tokens are never in markup, and the cookie that
    /// says whose page it is comes with another site's links at most, never with what it fetches.
    /// </summary>
    private static void Compress(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.MimeTypes = [MediaTypeNames.Text.Html];
    }

    /// <summary>
    /// A server that stops takes no circuit back: it would hold the stop up for the whole of its timeout and be lost then. So the browser goes on
    /// saying that the server is away, until there is one again.
    /// </summary>
    public static void UseCircuits(this WebApplication app) => app.Use((context, next) =>
    {
        if (!app.Lifetime.ApplicationStopping.IsCancellationRequested || !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    });

    /// <summary>
    /// Answers a page's form that has no valid antiforgery token. The framework's answer is a text for developers. After UseAntiforgery; what is no page
    /// answers itself.
    /// </summary>
    public static void UseRefusedForms(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
            return next(context);

        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(RefusedForm.Path)] = context.Request.Path.ToUriComponent() };
        return new RazorComponentResult<RefusedForm>(parameters) { StatusCode = StatusCodes.Status400BadRequest }.ExecuteAsync(context);
    });

    /// <summary>Every page is prerendered and then interactive. Where a page may be framed is said by the security headers.</summary>
    public static void MapPages(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
}
