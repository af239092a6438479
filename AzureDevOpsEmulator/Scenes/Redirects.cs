namespace AzureDevOpsEmulator.Scenes;

internal static class Redirects
{
    public static Task ToSignInAsync(HttpContext context, RequestDelegate server) =>
        SendAsync(context, 302, "https://login.spacetech.example/_signin?" + CloudChallenge.SignInQuery(context));

    /// <summary>The cloud's redirect to its sign-in page, ignoring that the client asked for a status instead.</summary>
    public static Task ToProductSignInAsync(HttpContext context, RequestDelegate server)
    {
        ServiceHeaders.Add(context);
        context.Response.Headers["X-TFS-FedAuthRealm"] = $"https://{context.Request.Host.Host}/";
        context.Response.Headers["X-TFS-FedAuthIssuer"] = $"https://{context.Request.Host.Host}/";
        return SendAsync(context, 302, $"https://{context.Request.Host.Host}/_signin?" + CloudChallenge.SignInQuery(context));
    }

    public static Task ToOtherHostAsync(HttpContext context, RequestDelegate server) =>
        SendAsync(context, 301, "https://azure.spacetech.example" + context.Request.Path.ToUriComponent() + context.Request.QueryString);

    /// <summary>A loop: some load balancers that terminate TLS redirect https to https.</summary>
    public static Task ToItselfAsync(HttpContext context, RequestDelegate server) => SendAsync(
        context, 301,
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}");

    /// <summary>A hostile server: the address at which clouds give credentials to their machines.</summary>
    public static Task ToMetadataAsync(HttpContext context, RequestDelegate server) =>
        SendAsync(context, 307, "http://169.254.169.254/latest/meta-data/iam/security-credentials/");

    private static Task SendAsync(HttpContext context, int status, string location)
    {
        context.Response.Headers.Location = location;
        return context.WriteAsync(
            status, "text/html; charset=utf-8",
            "<html><head><title>Object moved</title></head><body><h2>Object moved.</h2></body></html>\r\n");
    }
}

/// <summary>Public URLs that administrators set wrongly: all links begin with them, whatever address was requested.</summary>
internal static class WrongPublicUrls
{
    public static string Localhost(HttpRequest request) => "http://localhost:8080" + request.PathBase.ToUriComponent();

    public static string OtherHost(HttpRequest request) => "https://devops-internal.spacetech.example" + request.PathBase.ToUriComponent();

    /// <summary>The right name from before there was a certificate.</summary>
    public static string Http(HttpRequest request) => $"http://{request.Host.Host}:8080{request.PathBase.ToUriComponent()}";

    /// <summary>The right name with the port behind the load balancer.</summary>
    public static string OtherPort(HttpRequest request) => $"https://{request.Host.Host}:8443{request.PathBase.ToUriComponent()}";
}
