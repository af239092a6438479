namespace AzureDevOpsEmulator.Scenes;

/// <summary>Web pages where a client expected Azure DevOps.</summary>
internal static class ForeignSites
{
    private const string Html = "text/html; charset=utf-8";

    private const string NginxNotFound =
        "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n"
        + "<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n";

    /// <summary>An ordinary web server: its front page, and 404 for the rest.</summary>
    public static Task CompanyWebsiteAsync(HttpContext context, RequestDelegate server)
    {
        context.Response.Headers.Server = "nginx/1.24.0";
        return context.Request.Path.Value is "/" or "" or null
            ? SceneAnswer.WriteAsync(context, 200, Html, Page("SpaceTech - To orbit and back", "<h1>To orbit and back</h1>"))
            : SceneAnswer.WriteAsync(context, 404, "text/html", NginxNotFound);
    }

    /// <summary>A portal (of a hotel, of a company's proxy) that answers everything itself, with a success.</summary>
    public static Task PortalPageAsync(HttpContext context, RequestDelegate server) => SceneAnswer.WriteAsync(
        context, 200, Html,
        Page("Welcome to the SpaceTech guest network", "<form method=\"post\"><button>Accept the terms</button></form>"));

    /// <summary>The page that a client ends on when it follows the cloud's redirect; 203 is what sets it apart.</summary>
    public static Task SignInPageAsync(HttpContext context, RequestDelegate server) =>
        SceneAnswer.WriteAsync(context, 203, Html, Page("Azure DevOps Services | Sign In", "<h1>Sign In</h1>"));

    private static string Page(string title, string body) =>
        $"<!DOCTYPE html>\r\n<html lang=\"en-US\"><head><title>{title}</title></head><body>{body}</body></html>\r\n";
}
