namespace AzureDevOpsEmulator.Scenes;

/// <summary>Requests that are taken and never answered: all of them, or those of one kind.</summary>
internal static class Hangs
{
    /// <summary>Ends when the client leaves.</summary>
    public static Task HangAsync(HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);

    public static Task AlwaysAsync(HttpContext context, RequestDelegate server) => HangAsync(context);

    /// <summary>Strangers are refused as ever; who comes with a credential waits.</summary>
    public static Task OnIdentityAsync(HttpContext context, RequestDelegate server) =>
        When(SceneAnswer.HasCredential(context) && SceneAnswer.IsFor(context, "/connectionData"), context, server);

    public static Task OnVersionAsync(HttpContext context, RequestDelegate server) =>
        When(HttpMethods.IsOptions(context.Request.Method), context, server);

    public static Task OnProjectsAsync(HttpContext context, RequestDelegate server) =>
        When(SceneAnswer.IsFor(context, "/_apis/projects"), context, server);

    public static Task OnRepositoriesAsync(HttpContext context, RequestDelegate server) =>
        When(SceneAnswer.IsFor(context, "/_apis/git/repositories"), context, server);

    public static Task OnGitAsync(HttpContext context, RequestDelegate server) =>
        When(SceneAnswer.IsFor(context, "/info/refs"), context, server);

    public static Task OnPermissionsAsync(HttpContext context, RequestDelegate server) =>
        When((context.Request.Path.Value ?? "").Contains("/_apis/permissions/", StringComparison.OrdinalIgnoreCase), context, server);

    private static Task When(bool hangs, HttpContext context, RequestDelegate server) => hangs ? HangAsync(context) : server(context);
}
