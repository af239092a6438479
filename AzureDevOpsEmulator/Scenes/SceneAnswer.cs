using System.Text;

namespace AzureDevOpsEmulator.Scenes;

/// <summary>Answers that scenes write themselves, with none of the product's headers.</summary>
internal static class SceneAnswer
{
    public static bool IsRest(HttpContext context) =>
        (context.Request.Path.Value ?? "").Contains("/_apis", StringComparison.OrdinalIgnoreCase);

    /// <summary>Somebody, not a stranger: a credential came with the request.</summary>
    public static bool HasCredential(HttpContext context) => context.Request.Headers.Authorization.Count > 0;

    /// <summary>A path below <c>_apis</c> or <c>_git</c> that ends so, in any case.</summary>
    public static bool IsFor(HttpContext context, string ending) =>
        (context.Request.Path.Value ?? "").EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    public static async Task WriteAsync(HttpContext context, int status, string contentType, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
