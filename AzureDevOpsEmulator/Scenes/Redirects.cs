using AzureDevOpsEmulator.Hosting;

namespace AzureDevOpsEmulator.Scenes;

/// <summary>Answers that send a client somewhere else, well meant or not.</summary>
internal static class Redirects
{
    private const string Html = "text/html; charset=utf-8";
    private const string Moved = "<html><head><title>Object moved</title></head><body><h2>Object moved.</h2></body></html>\r\n";

    /// <summary>A sign-in of the company's, in front of everything.</summary>
    public static Task ToSignInAsync(HttpContext context, RequestDelegate server) =>
        SendAsync(context, 302, "https://login.spacetech.example/_signin?" + SignInQuery(context));

    /// <summary>
    /// The product's own way to a sign-in page, as the cloud service sends it to whom it does not know. It ignores that the client asked
    /// for a status instead.
    /// </summary>
    public static Task ToProductSignInAsync(HttpContext context, RequestDelegate server)
    {
        ServiceHeaders.Add(context);
        context.Response.Headers["X-TFS-FedAuthRealm"] = $"https://{context.Request.Host.Host}/";
        context.Response.Headers["X-TFS-FedAuthIssuer"] = $"https://{context.Request.Host.Host}/";
        return SendAsync(context, 302, $"https://{context.Request.Host.Host}/_signin?" + SignInQuery(context));
    }

    /// <summary>The server has another name now.</summary>
    public static Task ToOtherHostAsync(HttpContext context, RequestDelegate server) =>
        SendAsync(context, 301, "https://azure.spacetech.example" + context.Request.Path.ToUriComponent() + context.Request.QueryString);

    /// <summary>A loop: some load balancers that take TLS off send https to https for ever.</summary>
    public static Task ToItselfAsync(HttpContext context, RequestDelegate server) => SendAsync(
        context, 301,
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}");

    /// <summary>A hostile server: the address at which clouds tell their machines their secrets.</summary>
    public static Task ToMetadataAsync(HttpContext context, RequestDelegate server) =>
        SendAsync(context, 307, "http://169.254.169.254/latest/meta-data/iam/security-credentials/");

    private static Task SendAsync(HttpContext context, int status, string location)
    {
        context.Response.Headers.Location = location;
        return SceneAnswer.WriteAsync(context, status, Html, Moved);
    }

    private static string SignInQuery(HttpContext context)
    {
        var request = context.Request;
        var back = Uri.EscapeDataString($"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}");
        return $"realm={Uri.EscapeDataString(request.Host.Host)}&reply_to={back}";
    }
}
