using AzureDevOpsEmulator.Entra.Pages;
using AzureDevOpsEmulator.Entra.Tokens;
using AzureDevOpsEmulator.Hosting;

namespace AzureDevOpsEmulator.Entra;

/// <summary>The authorization server, as Microsoft Entra's second version of its endpoints has it.</summary>
internal sealed class EntraServer(
    AuthorizeEndpoint authorize, TokenEndpoint token, LogoutEndpoint logout, UserInfoEndpoint userInfo, IdTokens idTokens, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        AddHeaders(context);
        var path = context.Request.Path.Value?.Trim('/') ?? "";
        var (segment, rest) = path.Split('/', 2) is [var first, var others] ? (first, others.ToUpperInvariant()) : (path, "");
        try
        {
            await (segment.Equals("oidc", StringComparison.OrdinalIgnoreCase) && rest == "USERINFO"
                ? userInfo.InvokeAsync(context)
                : AnswerAsync(context, EntraAuthority.Parse(segment), rest));
        }
        catch (EntraException refused)
        {
            await RefuseAsync(context, refused.Error, rest);
        }
    }

    private Task AnswerAsync(HttpContext context, EntraAuthority authority, string rest) => (context.Request.Method, rest) switch
    {
        ("GET" or "POST", "OAUTH2/V2.0/AUTHORIZE") => authorize.InvokeAsync(context, authority),
        ("POST", "OAUTH2/V2.0/TOKEN") => token.InvokeAsync(context, authority),
        ("GET" or "POST", "OAUTH2/V2.0/LOGOUT") => logout.InvokeAsync(context),
        ("GET", "V2.0/.WELL-KNOWN/OPENID-CONFIGURATION") => Discovery.WriteConfigurationAsync(context, authority),
        ("GET", "DISCOVERY/V2.0/KEYS") =>
            WireJson.WriteAsync(context.Response, StatusCodes.Status200OK, idTokens.PublicKeys(), apiVersion: null, context.RequestAborted),
        ("GET", "DISCOVERY/INSTANCE") => Discovery.WriteInstanceAsync(context),
        _ => HtmlPage.WriteAsync(context.Response, 404, "404 - File or directory not found.", "There is nothing here.", context.RequestAborted),
    };

    /// <summary>A tenant that is not there: people see a page, programs get JSON.</summary>
    private Task RefuseAsync(HttpContext context, EntraError error, string rest)
    {
        var trace = EntraTrace.Of(context, time);
        return rest.EndsWith("/AUTHORIZE", StringComparison.Ordinal)
            ? EntraPage.WriteAsync(context, ErrorPage.For(error, trace))
            : TokenEndpoint.RefuseAsync(context, error, trace);
    }

    private static void AddHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        headers["x-ms-ests-server"] = "2.1.22461.8 - WEULR1 ProdSlices";
        headers.XContentTypeOptions = "nosniff";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }
}
