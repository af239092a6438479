using Microsoft.AspNetCore.Http.Extensions;

namespace AzureDevOpsEmulator.Entra;

/// <summary>A response that the browser carries to the application.</summary>
internal static class AuthorizationResponse
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(EntraError error, EntraTrace trace)
    {
        List<KeyValuePair<string, string>> response = [new("error", error.Error)];
        if (error.Subcode is { } subcode)
            response.Add(new("error_subcode", subcode));
        response.Add(new("error_description", error.Describe(trace)));
        response.Add(new("error_uri", $"https://login.microsoftonline.com/error?code={error.Code}"));
        if (error.Claims is { } claims)
            response.Add(new("claims", claims));
        return response;
    }

    public static Task WriteAsync(HttpContext context, AuthorizeRequest request, IReadOnlyList<KeyValuePair<string, string>> response)
    {
        var whole = request.State is { } state ? [.. response, new("state", state)] : response;
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

/// <summary>A form that submits itself, or has a button where scripts are off.</summary>
internal static class FormPostPage
{
    public static EntraPage For(string address, IEnumerable<KeyValuePair<string, string>> response)
    {
        var fields = response.Select(pair => $"<input type=\"hidden\" name=\"{pair.Key}\" value=\"{EntraPage.Text(pair.Value)}\">");
        return new EntraPage(
            "form-post", "Working...",
            $"<form name=\"hiddenform\" method=\"post\" action=\"{EntraPage.Text(address)}\">{string.Concat(fields)}"
            + "<noscript><p>Script is disabled. Click Submit to continue.</p><button type=\"submit\" data-testid=\"submit\">Submit</button></noscript></form>"
            + "<script>document.forms[0].submit();</script>");
    }
}

/// <summary>
/// The registered redirect URIs. Entra allows any port for <c>http://localhost</c>; here that holds for all loopback names with the path
/// <c>/signin/return</c>, for every client.
/// </summary>
internal sealed class RedirectUris(EntraStore store)
{
    private const string LoopbackPath = "/signin/return";

    public bool IsRegistered(string redirect) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var uri)
        && (IsLoopback(uri, redirect) || store.Read(records => records.RedirectUris.Contains(redirect, StringComparer.Ordinal)));

    /// <exception cref="ArgumentException">The URI isn't one of a web application.</exception>
    public void Register(string redirect)
    {
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Fragment.Length > 0)
            throw new ArgumentException($"'{redirect}' is not an http or https address without a fragment.", nameof(redirect));

        store.Change(records => records.RedirectUris.Add(redirect));
    }

    /// <summary>Compared with the original text, so that nothing that a parser normalizes passes.</summary>
    private static bool IsLoopback(Uri uri, string sent) =>
        uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
        && sent == uri.GetLeftPart(UriPartial.Authority) + LoopbackPath;
}
