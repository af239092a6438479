namespace AzureDevOpsEmulator.Scenes;

/// <summary>What proxies say in a server's place; the forms of their pages are those of nginx, Squid and filters that build on it.</summary>
internal static class ProxyAnswers
{
    private const string Html = "text/html;charset=utf-8";

    private const string NginxBadGateway =
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
        + "<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n";

    /// <summary>A reverse proxy that cannot reach the server behind it.</summary>
    public static Task BadGatewayAsync(HttpContext context, RequestDelegate server)
    {
        context.Response.Headers.Server = "nginx/1.24.0";
        return SceneAnswer.WriteAsync(context, 502, "text/html", NginxBadGateway);
    }

    /// <summary>A proxy that wants to know who asks, as Squid does.</summary>
    public static Task SignInRequiredAsync(HttpContext context, RequestDelegate server)
    {
        Mark(context, "ERR_CACHE_ACCESS_DENIED 0");
        context.Response.Headers.ProxyAuthenticate = new[] { "Negotiate", "Basic realm=\"SpaceTech proxy\"" };
        return SceneAnswer.WriteAsync(
            context, 407, Html,
            Page("ERROR: Cache Access Denied", "Sorry, you are not currently allowed to request this until you have authenticated yourself."));
    }

    /// <summary>A filter that does not let this address through.</summary>
    public static Task BlockedAsync(HttpContext context, RequestDelegate server)
    {
        Mark(context, "ERR_ACCESS_DENIED 0");
        return SceneAnswer.WriteAsync(
            context, 403, Html,
            Page("ERROR: The requested URL could not be retrieved", "Access control configuration prevents your request from being allowed at this time."));
    }

    /// <summary>A filter that lets nothing but GET and POST through, and everything of those.</summary>
    public static Task WithoutOptionsAsync(HttpContext context, RequestDelegate server)
    {
        if (!HttpMethods.IsOptions(context.Request.Method))
            return server(context);

        Mark(context, "ERR_ACCESS_DENIED 0");
        return SceneAnswer.WriteAsync(context, 405, Html, Page("ERROR: Method not allowed", "OPTIONS is not allowed here."));
    }

    private static void Mark(HttpContext context, string error)
    {
        context.Response.Headers.Server = "squid/6.10";
        context.Response.Headers.Via = "1.1 proxy.spacetech.example (squid/6.10)";
        context.Response.Headers["X-Squid-Error"] = error;
        context.Response.Headers["X-Cache"] = "NONE_NONE from proxy.spacetech.example";
    }

    private static string Page(string title, string text) =>
        $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><h1>ERROR</h1><p>{text}</p></body></html>\n";
}
