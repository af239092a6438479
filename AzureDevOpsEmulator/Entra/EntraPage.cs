using System.Text.Encodings.Web;

namespace AzureDevOpsEmulator.Entra;

/// <summary>A page of the authorization server. Its links and forms are relative, so that it works under any address.</summary>
/// <param name="Name">The <c>data-testid</c> of the main element after <c>page-</c>.</param>
/// <param name="Body">HTML below the heading.</param>
internal sealed record EntraPage(string Name, string Title, string Body)
{
    private const string Style = PageStyle.Common + """
        body { display: grid; justify-items: center; align-content: start; min-height: 100vh; box-sizing: border-box; padding-top: 10vh; }
        main { width: min(27rem, 100%); box-sizing: border-box; padding: 2rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
        ul { padding-left: 1.2rem; }
        .account { display: block; width: 100%; padding: .75rem; border: 0; border-top: 1px solid var(--line); border-radius: 0; color: inherit; text-align: left; }
        .account:hover { background: var(--page); }
        .account span { display: block; }
        .quiet { font-size: .875rem; }
        .problem { color: var(--bad); }
        .actions { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: flex-end; margin-top: 1.5rem; }
        """;

    public int Status { get; init; } = StatusCodes.Status200OK;

    public static string Text(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>A form that posts back with the application's request in the query.</summary>
    public static string Form(AuthorizeRequest request, string content) =>
        $"<form method=\"post\" action=\"{Text(request.Parameters.Query)}\">{content}</form>";

    /// <param name="testId">The value unless specified.</param>
    public static string Decision(string value, string label, bool isMain = false, string? testId = null) =>
        $"<button type=\"submit\" name=\"decision\" value=\"{value}\" data-testid=\"{testId ?? value}\"{(isMain ? " class=\"main\"" : "")}>{Text(label)}</button>";

    public static string Actions(params IEnumerable<string> buttons) => $"<div class=\"actions\">{string.Concat(buttons)}</div>";

    public static string Account(string signInName) => $"<input type=\"hidden\" name=\"account\" value=\"{Text(signInName)}\">";

    public static Task WriteAsync(HttpContext context, EntraPage page)
    {
        var html = $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + $"<title>{Text(page.Title)}</title><style>{Style}</style></head>"
            + $"<body><main data-testid=\"page-{page.Name}\"><h1>{Text(page.Title)}</h1>{page.Body}</main></body></html>\n";
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store, no-cache";
        headers.Pragma = "no-cache";
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return context.WriteAsync(page.Status, "text/html; charset=utf-8", html);
    }
}
