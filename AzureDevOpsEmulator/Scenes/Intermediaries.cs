namespace AzureDevOpsEmulator.Scenes;

/// <summary>Web sites, proxies and Windows' HTTP driver that respond where a client expects Azure DevOps.</summary>
internal static class Intermediaries
{
    private const string Html = "text/html; charset=utf-8";

    public static Task WebsiteAsync(HttpContext context, RequestDelegate server) => context.Request.Path.Value is "/" or "" or null
        ? WriteAsync(context, "nginx/1.24.0", 200, Html, Page("SpaceTech - To orbit and back", "<h1>To orbit and back</h1>"))
        : NginxAsync(context, 404, "404 Not Found");

    /// <summary>A captive portal that responds to everything itself, with a success.</summary>
    public static Task PortalAsync(HttpContext context, RequestDelegate server) => context.WriteAsync(
        200, Html, Page("Welcome to the SpaceTech guest network", "<form method=\"post\"><button>Accept the terms</button></form>"));

    /// <summary>The page at the end of the cloud's redirects; its status 203 identifies it.</summary>
    public static Task SignInPageAsync(HttpContext context, RequestDelegate server) =>
        context.WriteAsync(203, Html, Page("Azure DevOps Services | Sign In", "<h1>Sign In</h1>"));

    /// <summary>A reverse proxy that cannot reach the server behind it; the page is nginx's.</summary>
    public static Task BadGatewayAsync(HttpContext context, RequestDelegate server) => NginxAsync(context, 502, "502 Bad Gateway");

    public static Task ProxyAuthenticationAsync(HttpContext context, RequestDelegate server)
    {
        context.Response.Headers.ProxyAuthenticate = new[] { "Negotiate", "Basic realm=\"SpaceTech proxy\"" };
        return SquidAsync(
            context, 407, "ERR_CACHE_ACCESS_DENIED 0", "ERROR: Cache Access Denied",
            "Sorry, you are not currently allowed to request this until you have authenticated yourself.");
    }

    public static Task ProxyBlockedAsync(HttpContext context, RequestDelegate server) => SquidAsync(
        context, 403, "ERR_ACCESS_DENIED 0", "ERROR: The requested URL could not be retrieved",
        "Access control configuration prevents your request from being allowed at this time.");

    public static Task OptionsBlockedAsync(HttpContext context, RequestDelegate server) => HttpMethods.IsOptions(context.Request.Method)
        ? SquidAsync(context, 405, "ERR_ACCESS_DENIED 0", "ERROR: Method not allowed", "OPTIONS is not allowed here.")
        : server(context);

    public static Task HttpSysUnauthorizedAsync(HttpContext context, RequestDelegate server)
    {
        context.Response.Headers.WWWAuthenticate = new[] { "Negotiate", "NTLM" };
        return HttpSysAsync(context, 401, "Not Authorized", "HTTP Error 401. The requested resource requires user authentication.");
    }

    public static Task HttpSysUnknownNameAsync(HttpContext context, RequestDelegate server) =>
        HttpSysAsync(context, 400, "Bad Request - Invalid Hostname", "HTTP Error 400. The request hostname is invalid.");

    public static Task HttpSysSiteStoppedAsync(HttpContext context, RequestDelegate server) =>
        HttpSysAsync(context, 404, "Not Found", "HTTP Error 404. The requested resource is not found.");

    public static Task HttpSysPoolStoppedAsync(HttpContext context, RequestDelegate server) =>
        HttpSysAsync(context, 503, "Service Unavailable", "HTTP Error 503. The service is unavailable.");

    /// <summary>A page of Windows' HTTP driver (HTTP.sys), which responds below IIS and below the product.</summary>
    private static Task HttpSysAsync(HttpContext context, int status, string title, string text) => WriteAsync(
        context, "Microsoft-HTTPAPI/2.0", status, "text/html; charset=us-ascii",
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\"http://www.w3.org/TR/html4/strict.dtd\">\r\n"
        + $"<HTML><HEAD><TITLE>{title}</TITLE>\r\n"
        + "<META HTTP-EQUIV=\"Content-Type\" Content=\"text/html; charset=us-ascii\"></HEAD>\r\n"
        + $"<BODY><h2>{title}</h2>\r\n<hr><p>{text}</p>\r\n</BODY></HTML>\r\n");

    private static Task NginxAsync(HttpContext context, int status, string title) => WriteAsync(
        context, "nginx/1.24.0", status, "text/html",
        $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
        + "<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n");

    private static Task SquidAsync(HttpContext context, int status, string error, string title, string text)
    {
        context.Response.Headers.Via = "1.1 proxy.spacetech.example (squid/6.10)";
        context.Response.Headers["X-Squid-Error"] = error;
        context.Response.Headers["X-Cache"] = "NONE_NONE from proxy.spacetech.example";
        return WriteAsync(
            context, "squid/6.10", status, "text/html;charset=utf-8",
            $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><h1>ERROR</h1><p>{text}</p></body></html>\n");
    }

    private static Task WriteAsync(HttpContext context, string server, int status, string contentType, string body)
    {
        context.Response.Headers.Server = server;
        return context.WriteAsync(status, contentType, body);
    }

    private static string Page(string title, string body) =>
        $"<!DOCTYPE html>\r\n<html lang=\"en-US\"><head><title>{title}</title></head><body>{body}</body></html>\r\n";
}
