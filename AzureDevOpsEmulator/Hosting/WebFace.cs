using AzureDevOpsEmulator.Routes;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>The web pages: just enough that a link leads somewhere and says where it led.</summary>
internal static class WebFace
{
    public static Task AnswerAsync(HttpContext context, Address address, TeamProjectCollection? collection, Person viewer)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return NotFoundAsync(context);

        var site = context.Site();
        if (address.Marker == "_home" && address.Rest is [var page] && page.Equals("About", StringComparison.OrdinalIgnoreCase))
            return PageAsync(context, $"About - {site.Product.Name}", $"{site.Product.Name} (Version {site.Product.Build})");
        if (collection is null)
            return PageAsync(context, "Projects - Home", string.Join(", ", site.Content.Collections.Select(known => known.Name)));
        if (address.Project is null)
            return PageAsync(context, $"{collection.Name} - Home", $"Signed in as {viewer.DisplayName}.");

        return site.Content.FindProject(collection, address.Project, viewer) is { } project
            ? PageAsync(context, string.Join(" - ", address.Rest.Append(project.Name)), project.Description ?? "")
            : NotFoundAsync(context);
    }

    private static Task PageAsync(HttpContext context, string title, string text) =>
        HtmlPage.WriteAsync(context.Response, 200, title, text, context.RequestAborted);

    private static Task NotFoundAsync(HttpContext context) =>
        HtmlPage.WriteAsync(context.Response, 404, "The resource cannot be found.", "HTTP 404.", context.RequestAborted);
}
