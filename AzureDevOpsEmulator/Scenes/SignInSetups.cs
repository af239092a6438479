using AzureDevOpsEmulator.Hosting;

namespace AzureDevOpsEmulator.Scenes;

/// <summary>Ways in which IIS in front of the product can be set up so that tokens never reach it.</summary>
internal static class SignInSetups
{
    /// <summary>IIS takes Basic credentials for a Windows account's; its realm is the host's name instead of the product's URL.</summary>
    public static Task IisBasicAsync(HttpContext context, RequestDelegate server) =>
        RefuseAsync(context, ["Bearer", $"Basic realm=\"{context.Request.Host.Host}\"", "Negotiate", "NTLM"]);

    public static Task WindowsOnlyAsync(HttpContext context, RequestDelegate server) => RefuseAsync(context, ["Negotiate", "NTLM"]);

    private static Task RefuseAsync(HttpContext context, string[] challenges)
    {
        ServiceHeaders.Add(context);
        context.Response.Headers.WWWAuthenticate = challenges;
        return HtmlPage.WriteAsync(
            context.Response, 401, "401 - Unauthorized: Access is denied due to invalid credentials.",
            "You do not have permission to view this directory or page using the credentials that you supplied.", context.RequestAborted);
    }
}
