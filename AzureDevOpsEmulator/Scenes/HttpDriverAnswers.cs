namespace AzureDevOpsEmulator.Scenes;

/// <summary>
/// What Windows' HTTP driver (HTTP.sys) says by itself, below IIS and below the product: for a name without a site, a site that is
/// stopped, and an application pool that is.
/// </summary>
internal static class HttpDriverAnswers
{
    public static Task UnauthorizedAsync(HttpContext context, RequestDelegate server)
    {
        context.Response.Headers.WWWAuthenticate = new[] { "Negotiate", "NTLM" };
        return WriteAsync(context, 401, "Not Authorized", "HTTP Error 401. The requested resource requires user authentication.");
    }

    public static Task UnknownNameAsync(HttpContext context, RequestDelegate server) =>
        WriteAsync(context, 400, "Bad Request - Invalid Hostname", "HTTP Error 400. The request hostname is invalid.");

    public static Task NoSiteAsync(HttpContext context, RequestDelegate server) =>
        WriteAsync(context, 404, "Not Found", "HTTP Error 404. The requested resource is not found.");

    public static Task StoppedPoolAsync(HttpContext context, RequestDelegate server) =>
        WriteAsync(context, 503, "Service Unavailable", "HTTP Error 503. The service is unavailable.");

    private static Task WriteAsync(HttpContext context, int status, string title, string text)
    {
        context.Response.Headers.Server = "Microsoft-HTTPAPI/2.0";
        return SceneAnswer.WriteAsync(
            context, status, "text/html; charset=us-ascii",
            "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\"http://www.w3.org/TR/html4/strict.dtd\">\r\n"
            + $"<HTML><HEAD><TITLE>{title}</TITLE>\r\n"
            + "<META HTTP-EQUIV=\"Content-Type\" Content=\"text/html; charset=us-ascii\"></HEAD>\r\n"
            + $"<BODY><h2>{title}</h2>\r\n<hr><p>{text}</p>\r\n</BODY></HTML>\r\n");
    }
}
