namespace AzureDevOpsEmulator.Entra;

/// <summary>The authorization server with version 2 of Microsoft Entra's endpoints.</summary>
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
                : DispatchAsync(context, EntraAuthority.Parse(segment), rest));
        }
        catch (EntraException refused)
        {
            await RefuseAsync(context, refused.Error, rest);
        }
    }

    private Task DispatchAsync(HttpContext context, EntraAuthority authority, string rest) => (context.Request.Method, rest) switch
    {
        ("GET" or "POST", "OAUTH2/V2.0/AUTHORIZE") => authorize.InvokeAsync(context, authority),
        ("POST", "OAUTH2/V2.0/TOKEN") => token.InvokeAsync(context, authority),
        ("GET" or "POST", "OAUTH2/V2.0/LOGOUT") => logout.InvokeAsync(context),
        ("GET", "V2.0/.WELL-KNOWN/OPENID-CONFIGURATION") => Discovery.WriteConfigurationAsync(context, authority),
        ("GET", "DISCOVERY/V2.0/KEYS") =>
            WireJson.WriteAsync(context, StatusCodes.Status200OK, idTokens.PublicKeys()),
        ("GET", "DISCOVERY/INSTANCE") => Discovery.WriteInstanceAsync(context),
        _ => context.WriteHtmlAsync(404, "404 - File or directory not found.", "There is nothing here."),
    };

    /// <summary>A tenant that doesn't exist: users get a page, programs JSON.</summary>
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

/// <summary><c>/{tenant}/oauth2/v2.0/logout</c>: signs out the browser's accounts and returns to registered addresses only.</summary>
internal sealed class LogoutEndpoint(BrowserSessions sessions, RedirectUris redirects)
{
    public Task InvokeAsync(HttpContext context)
    {
        sessions.SignOut(context);
        var back = context.Request.Query["post_logout_redirect_uri"].ToString();
        if (!redirects.IsRegistered(back))
            return EntraPage.WriteAsync(context, new EntraPage("signed-out", "You signed out of your account", "<p>It's a good idea to close all browser windows.</p>"));

        context.Response.Redirect(back);
        return Task.CompletedTask;
    }
}
