namespace AzureDevOpsEmulator.Scenes;

/// <summary>Web pages where a client expected Azure DevOps.</summary>
internal static class ForeignSites
{
    private const string Html = "text/html; charset=utf-8";

    /// <summary>An ordinary web server: its front page, and 404 for the rest.</summary>
    public static Task CompanyWebsiteAsync(HttpContext context, RequestDelegate server)
    {
        context.Response.Headers.Server = "nginx/1.24.0";
        return context.Request.Path.Value is "/" or "" or null
            ? SceneAnswer.WriteAsync(context, 200, Html, "<!doctype html><html><head><title>SpaceTech - To orbit and back</title></head><body><h1>To orbit and back</h1></body></html>")
            : SceneAnswer.WriteAsync(context, 404, "text/html", "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n");
    }

    /// <summary>A portal (of a hotel, of a company's proxy) that answers everything itself, with a success.</summary>
    public static Task PortalPageAsync(HttpContext context, RequestDelegate server) =>
        SceneAnswer.WriteAsync(context, 200, Html, "<!doctype html><html><head><title>Welcome to the SpaceTech guest network</title></head><body><form method=\"post\" action=\"/accept\"><button>Accept the terms</button></form></body></html>");

    /// <summary>The page that a client ends on when it follows the cloud's redirect; 203 is what sets it apart.</summary>
    public static Task SignInPageAsync(HttpContext context, RequestDelegate server) =>
        SceneAnswer.WriteAsync(context, 203, Html, "<!DOCTYPE html>\r\n<html lang=\"en-US\"><head><title>Azure DevOps Services | Sign In</title></head><body><h1>Sign In</h1></body></html>");

    public static Task RedirectToSignInAsync(HttpContext context, RequestDelegate server)
    {
        var back = Uri.EscapeDataString($"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{context.Request.Path}");
        context.Response.Headers.Location = $"https://login.spacetech.example/_signin?realm={Uri.EscapeDataString(context.Request.Host.Host)}&reply_to={back}";
        return SceneAnswer.WriteAsync(context, 302, Html, "<html><head><title>Object moved</title></head><body><h2>Object moved.</h2></body></html>");
    }
}
