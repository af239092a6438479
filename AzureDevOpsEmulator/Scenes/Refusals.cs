namespace AzureDevOpsEmulator.Scenes;

/// <summary>A valid token is refused. The forms of the first three were recorded from the cloud service, those of the others from both.</summary>
internal static class Refusals
{
    public static Task NotAMemberAsync(HttpContext context, RequestDelegate server) =>
        When(context.HasCredential(), context, server, () => CloudChallenge.NotAMemberAsync(context, ApiErrors.AnyPersonId));

    public static Task GlobalTokenAsync(HttpContext context, RequestDelegate server) =>
        When(context.HasCredential(), context, server, () => CloudChallenge.GlobalTokenAsync(context));

    public static Task ConditionalAccessAsync(HttpContext context, RequestDelegate server) =>
        When(context.HasCredential(), context, server, () => WireJson.WriteErrorAsync(context, ApiErrors.ConditionalAccessFailed()));

    public static Task NoRepositoryPermissionAsync(HttpContext context, RequestDelegate server) =>
        When(context.PathEndsWith("/_apis/git/repositories"), context, server, () => WireJson.WriteErrorAsync(context, ApiErrors.MissingReadPermission()));

    /// <summary>The REST API accepts the token, and Git refuses it with a bare 401.</summary>
    public static Task GitAsync(HttpContext context, RequestDelegate server) =>
        When(context.PathEndsWith("/info/refs"), context, server, () => Challenge.InsufficientScopeAsync(context));

    public static Task PermissionQueryAsync(HttpContext context, RequestDelegate server) =>
        When(context.PathContains("/_apis/permissions/"), context, server, () => context.WriteAsync(
            404, "text/plain", $"The controller for path '{context.Request.Path.Value}' was not found or does not implement IController."));

    /// <summary>The list of resources is empty, and IIS replaces errors by its own page (custom errors set to "Replace").</summary>
    public static Task VersionQueryAsync(HttpContext context, RequestDelegate server)
    {
        if (context.HasCredential() && HttpMethods.IsOptions(context.Request.Method))
            return When(true, context, server, () => context.WriteAsync(200, "application/json; charset=utf-8", "{\"count\":0,\"value\":[]}"));
        var hasHighVersion = context.Request.Headers.Accept.ToString().Contains("api-version=99.0", StringComparison.Ordinal);
        return When(context.HasCredential() && hasHighVersion, context, server, () => context.WriteAsync(400, "text/html", "Bad Request"));
    }

    /// <summary>IIS takes Basic credentials for a Windows account's; its realm is the host name instead of the product's URL.</summary>
    public static Task IisBasicAsync(HttpContext context, RequestDelegate server) =>
        IisAsync(context, ["Bearer", $"Basic realm=\"{context.Request.Host.Host}\"", "Negotiate", "NTLM"]);

    public static Task WindowsOnlyAsync(HttpContext context, RequestDelegate server) => IisAsync(context, ["Negotiate", "NTLM"]);

    private static Task IisAsync(HttpContext context, string[] challenges)
    {
        ServiceHeaders.Add(context);
        context.Response.Headers.WWWAuthenticate = challenges;
        return context.WriteHtmlAsync(
            401, "401 - Unauthorized: Access is denied due to invalid credentials.",
            "You do not have permission to view this directory or page using the credentials that you supplied.");
    }

    private static Task When(bool condition, HttpContext context, RequestDelegate server, Func<Task> refuseAsync)
    {
        if (!condition)
            return server(context);
        ServiceHeaders.Add(context);
        return refuseAsync();
    }
}
