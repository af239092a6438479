using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConnectWizard.Benchmarks.Circuits;

/// <summary>An app as the framework's empty template makes it, with one page, in the process of the product: what any circuit costs.</summary>
internal static class BlankApp
{
    /// <summary>As a process of its own, with the script, compressed, that makes its page work in a browser.</summary>
    public static async Task RunAsync(string script, string[] settings)
    {
        await using var app = Build(settings);
        app.MapGet("/_framework/blazor.web.js", (HttpResponse response) =>
        {
            response.Headers.ContentEncoding = "br";
            return Results.File(script, "text/javascript");
        });
        await app.RunAsync();
    }

    /// <summary>On a free port of this process.</summary>
    public static async Task<WebApplication> StartAsync(CancellationToken cancellationToken)
    {
        var app = Build(["--urls", "http://127.0.0.1:0"]);
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<BlankDocument>().AddInteractiveServerRenderMode();
        return app;
    }
}

/// <summary>The document, as the framework's empty template makes it: every page is interactive.</summary>
public sealed class BlankDocument : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddMarkupContent(0, "<!DOCTYPE html>");
        builder.OpenElement(1, "html");
        builder.OpenElement(2, "head");
        builder.AddMarkupContent(3, "<base href=\"/\" />");
        builder.OpenComponent<HeadOutlet>(4);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.CloseElement();
        builder.OpenElement(5, "body");
        builder.OpenComponent<BlankRoutes>(6);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.AddMarkupContent(8, "<script src=\"_framework/blazor.web.js\"></script>");
        builder.CloseElement();
        builder.CloseElement();
    }
}

/// <summary>The template's router.</summary>
public sealed class BlankRoutes : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenComponent<Router>(0);
        builder.AddComponentParameter(1, nameof(Router.AppAssembly), typeof(BlankRoutes).Assembly);
        builder.AddComponentParameter(2, nameof(Router.Found), (RenderFragment<RouteData>)(route => found =>
        {
            found.OpenComponent<RouteView>(0);
            found.AddComponentParameter(1, nameof(RouteView.RouteData), route);
            found.AddComponentParameter(2, nameof(RouteView.DefaultLayout), typeof(BlankLayout));
            found.CloseComponent();
        }));
        builder.CloseComponent();
    }
}

/// <summary>The template's layout without its links.</summary>
public sealed class BlankLayout : LayoutComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "main");
        builder.AddContent(1, Body);
        builder.CloseElement();
    }
}

/// <summary>A heading and a button that counts.</summary>
[Route("/")]
public sealed class BlankPage : ComponentBase
{
    private int _count;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenComponent<PageTitle>(0);
        builder.AddComponentParameter(1, nameof(PageTitle.ChildContent), (RenderFragment)(title => title.AddContent(0, "Blank")));
        builder.CloseComponent();
        builder.AddMarkupContent(2, "<h1>Blank</h1>");
        builder.OpenElement(3, "button");
        builder.AddAttribute(4, "data-testid", "blank");
        builder.AddAttribute(5, "disabled", !RendererInfo.IsInteractive);
        builder.AddAttribute(6, "onclick", EventCallback.Factory.Create(this, () => _count++));
        builder.AddContent(7, _count);
        builder.CloseElement();
    }
}
