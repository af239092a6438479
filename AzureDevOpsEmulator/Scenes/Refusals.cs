using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Hosting;

namespace AzureDevOpsEmulator.Scenes;

/// <summary>
/// Ways in which a good token is refused. Strangers are answered as ever; what comes with a credential meets the refusal, in the forms that
/// were recorded from the cloud service (the first three) and from both.
/// </summary>
internal static class Refusals
{
    /// <summary>The account is known, and no member here.</summary>
    public static Task NotAMemberAsync(HttpContext context, RequestDelegate server)
    {
        if (!SceneAnswer.HasCredential(context))
            return server(context);

        ServiceHeaders.Add(context);
        context.Response.Headers.WWWAuthenticate = new[] { "TFS-Federated", "Bearer" };
        return WireJson.WriteFaultAsync(context.Response, Faults.NotAMember(Faults.SomePerson), context.RequestAborted);
    }

    /// <summary>The token was made for all organizations, which a policy forbids: the reason is in a header alone.</summary>
    public static Task GlobalTokenAsync(HttpContext context, RequestDelegate server)
    {
        if (!SceneAnswer.HasCredential(context))
            return server(context);

        ServiceHeaders.Add(context);
        context.Response.Headers.WWWAuthenticate = $"Basic realm=\"{context.Links().Realm}\"";
        context.Response.Headers["X-TFS-ServiceError"] = HeaderText.Encode(Faults.GlobalTokenRefused, context.Site().Product);
        return HtmlPage.WriteAsync(context.Response, 401, "401 - Unauthorized", "Access is denied.", context.RequestAborted);
    }

    /// <summary>A conditional access policy of Microsoft Entra: not from this network.</summary>
    public static Task ConditionalAccessAsync(HttpContext context, RequestDelegate server) =>
        RefuseAsync(SceneAnswer.HasCredential(context), Faults.ConditionalAccessFailed(), context, server);

    /// <summary>The projects are listed, and the repositories in them are refused.</summary>
    public static Task NoRepositoryPermissionAsync(HttpContext context, RequestDelegate server) =>
        RefuseAsync(SceneAnswer.IsFor(context, "/_apis/git/repositories"), Faults.ReadPermissionMissing(), context, server);

    /// <summary>The REST API accepts the token, and Git does not: a bare 401.</summary>
    public static Task GitAsync(HttpContext context, RequestDelegate server)
    {
        if (!SceneAnswer.IsFor(context, "/info/refs"))
            return server(context);

        ServiceHeaders.Add(context);
        return Challenge.ScopeMissingAsync(context);
    }

    /// <summary>The question who may do what is not answered.</summary>
    public static Task PermissionQueryAsync(HttpContext context, RequestDelegate server)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.Contains("/_apis/permissions/", StringComparison.OrdinalIgnoreCase))
            return server(context);

        ServiceHeaders.Add(context);
        return SceneAnswer.WriteAsync(
            context, 404, "text/plain", $"The controller for path '{path}' was not found or does not implement IController.");
    }

    /// <summary>
    /// The version is told nowhere: the list of resources is empty, and IIS puts its own page in the place of a refusal (custom errors set
    /// to "Replace").
    /// </summary>
    public static Task VersionQuestionsAsync(HttpContext context, RequestDelegate server)
    {
        if (!SceneAnswer.HasCredential(context))
            return server(context);

        if (HttpMethods.IsOptions(context.Request.Method))
        {
            ServiceHeaders.Add(context);
            return SceneAnswer.WriteAsync(context, 200, "application/json; charset=utf-8", "{\"count\":0,\"value\":[]}");
        }

        if (!context.Request.Headers.Accept.ToString().Contains("api-version=99.0", StringComparison.Ordinal))
            return server(context);

        ServiceHeaders.Add(context);
        return SceneAnswer.WriteAsync(context, 400, "text/html", "Bad Request");
    }

    private static Task RefuseAsync(bool isMeant, Fault fault, HttpContext context, RequestDelegate server)
    {
        if (!isMeant)
            return server(context);

        ServiceHeaders.Add(context);
        return WireJson.WriteFaultAsync(context.Response, fault, context.RequestAborted);
    }
}
