using AzureDevOpsEmulator.Entra.Pages;
using Microsoft.AspNetCore.Http.Extensions;

namespace AzureDevOpsEmulator.Entra;

/// <summary>An answer that the browser carries to the application, in the way the application has asked for.</summary>
internal static class RedirectAnswer
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(EntraError error, EntraTrace trace)
    {
        List<KeyValuePair<string, string>> answer = [new("error", error.Error)];
        if (error.Subcode is { } subcode)
            answer.Add(new("error_subcode", subcode));
        answer.Add(new("error_description", error.Describe(trace)));
        answer.Add(new("error_uri", $"https://login.microsoftonline.com/error?code={error.Code}"));
        if (error.Claims is { } claims)
            answer.Add(new("claims", claims));
        return answer;
    }

    public static Task WriteAsync(HttpContext context, AuthorizeRequest request, IReadOnlyList<KeyValuePair<string, string>> answer)
    {
        var whole = request.State is { } state ? [.. answer, new("state", state)] : answer;
        if (request.ResponseMode == "form_post")
            return EntraPage.WriteAsync(context, FormPostPage.For(request.RedirectUri, whole));

        var text = new QueryBuilder(whole).ToQueryString().Value!;
        var isFragment = request.ResponseMode == "fragment";
        var separator = isFragment ? '#' : request.RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        context.Response.Headers.CacheControl = "no-store, no-cache";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.StatusCode = HttpMethods.IsGet(context.Request.Method) ? StatusCodes.Status302Found : StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = request.RedirectUri + separator + text[1..];
        return Task.CompletedTask;
    }
}
