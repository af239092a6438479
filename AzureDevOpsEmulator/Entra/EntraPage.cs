using System.Text.Encodings.Web;

namespace AzureDevOpsEmulator.Entra;

/// <summary>A page of the authorization server. Its links and forms are relative, so that it works under any address.</summary>
/// <param name="Name">The <c>data-testid</c> of the main element after <c>page-</c>.</param>
/// <param name="Body">HTML below the heading.</param>
internal sealed record EntraPage(string Name, string Title, string Body)
{
    private const string Style =
        "body{font:15px/1.45 'Segoe UI',system-ui,sans-serif;background:#f2f2f2;color:#1b1b1b;margin:0;display:grid;min-height:100vh;place-items:center}"
        + "main{background:#fff;box-shadow:0 2px 6px #0003;padding:2.5rem;width:min(27rem,100vw);box-sizing:border-box}"
        + "h1{font-size:1.5rem;font-weight:600;margin:0 0 .75rem}ul{padding-left:1.2rem}"
        + "button{font:inherit;padding:.4rem 1.4rem;min-height:2.25rem;border:1px solid #8c8c8c;background:#fff;color:inherit;cursor:pointer}"
        + "button.main{background:#0067b8;border-color:#0067b8;color:#fff}"
        + "button.account{display:block;width:100%;text-align:left;border:0;border-bottom:1px solid #ddd;padding:.7rem}button:hover{filter:brightness(.95)}"
        + ".note{color:#5e5e5e;font-size:.87rem}.actions{display:flex;gap:.5rem;justify-content:flex-end;flex-wrap:wrap;margin-top:1.5rem}"
        + ".account span{display:block}.problem{color:#a80000;overflow-wrap:anywhere}";

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
        var html = $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
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
