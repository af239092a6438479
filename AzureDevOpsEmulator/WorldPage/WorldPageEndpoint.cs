using Microsoft.AspNetCore.Html;

namespace AzureDevOpsEmulator.WorldPage;

/// <summary><c>/_emulator/world</c> on loopback names. Browsers may post from these pages only, because no token is needed.</summary>
internal sealed class WorldPageEndpoint(EmulatedWorld world)
{
    public const string Root = "/_emulator/world";
    private readonly WorldActions _actions = new(world);

    public static bool Handles(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase) && SiteMap.IsLoopback(context.Request.Host.Host);

    public static string PathOf(RepositoryPath location) =>
        $"{Root}/{string.Join('/', new[] { location.Server, location.Collection, location.Project, location.Repository }.Select(Uri.EscapeDataString))}";

    public async Task HandleAsync(HttpContext context)
    {
        var segments = (context.Request.Path.Value ?? "")[Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
                await WriteAsync(context, 200, PageOf(context, segments));
            else if (HttpMethods.IsPost(context.Request.Method) && IsSameOrigin(context.Request))
                await PostAsync(context, segments);
            else
                await WriteAsync(context, 403, ErrorPage("Only these pages may post here."));
        }
        catch (InvalidOperationException missing)
        {
            await WriteAsync(context, 404, ErrorPage(missing.Message));
        }
    }

    private IHtmlContent PageOf(HttpContext context, string[] segments) => segments switch
    {
        [] => RepositoryList.Page(context.Request.Query["q"].ToString()),
        [var server, var collection, var project, var repository] =>
            RepositoryPage.Page(world, new RepositoryPath(server, collection, project, repository), MessageOf(context)),
        _ => throw new InvalidOperationException("There is no such page."),
    };

    private async Task PostAsync(HttpContext context, string[] segments)
    {
        var isForm = context.Request.HasFormContentType;
        try
        {
            var outcome = Execute(segments, await WorldActionRequest.ReadAsync(context.Request));
            if (isForm)
                Return(context, segments, "done", outcome.Message);
            else
                await WireJson.WriteAsync(context, 200, outcome);
        }
        catch (InvalidOperationException refused)
        {
            if (isForm)
                Return(context, segments, "refused", refused.Message);
            else
                await WireJson.WriteAsync(context, 400, new WorldActionResult(refused.Message));
        }
    }

    private WorldActionResult Execute(string[] segments, WorldActionRequest request) => segments switch
    {
        ["-", "subscriptions", var id, var action] when Guid.TryParse(id, out var subscription) =>
            _actions.ExecuteOnSubscription(subscription, action, request),
        [var server, var collection, var project, var repository, var action] =>
            _actions.Execute(new RepositoryPath(server, collection, project, repository), action, request),
        _ => throw new InvalidOperationException("There is no action at this address."),
    };

    /// <summary>Redirects to the page of the form, so that a reload posts nothing.</summary>
    private static void Return(HttpContext context, string[] segments, string kind, string message)
    {
        var from = context.Request.Headers.Referer.ToString();
        var page = segments[0] != "-" ? $"{Root}/{string.Join('/', segments.Take(segments.Length - 1).Select(Uri.EscapeDataString))}"
            : Uri.TryCreate(from, UriKind.Absolute, out var referer) ? referer.AbsolutePath
            : Root;
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"{page}?{kind}={Uri.EscapeDataString(message)}";
    }

    private static bool IsSameOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static IHtmlContent MessageOf(HttpContext context)
    {
        var (done, refused) = (context.Request.Query["done"].ToString(), context.Request.Query["refused"].ToString());
        return done.Length > 0 ? Html.Of($"<section role=\"status\" data-testid=\"done\">{done}</section>")
            : refused.Length > 0 ? Html.Of($"<section role=\"alert\" data-testid=\"refused\">{refused}</section>")
            : HtmlString.Empty;
    }

    private static IHtmlContent ErrorPage(string message) => Layout.Page("Error", Html.Of($"<section role=\"alert\">{message}</section>"));

    private static Task WriteAsync(HttpContext context, int status, IHtmlContent page)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        return context.WriteAsync(status, "text/html; charset=utf-8", Html.Render(page));
    }
}
