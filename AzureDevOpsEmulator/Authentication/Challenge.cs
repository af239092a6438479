namespace AzureDevOpsEmulator.Authentication;

/// <summary>401 responses, with headers and texts as recorded publicly from servers in IIS' default configuration.</summary>
internal static class Challenge
{
    /// <summary>No credential or an unknown one: all authentication methods are offered.</summary>
    public static Task UnauthenticatedAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.WWWAuthenticate = new[] { "Bearer", $"Basic realm=\"{context.Links().Root}\"", "Negotiate", "NTLM" };
        headers["X-TFS-ServiceError"] = context.EncodeHeader(ApiErrors.AnonymousMessage);
        headers["X-TFS-SoapException"] = context.EncodeHeader(SoapFault(ApiErrors.AnonymousMessage));
        return context.WriteHtmlAsync(401, "TF400813: Unauthorized", GermanMessages.In(context, ApiErrors.AnonymousMessage));
    }

    /// <summary>A valid token without the scope: the body is empty and gives no reason.</summary>
    public static Task InsufficientScopeAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = $"Basic realm=\"{context.Links().Realm}\"";
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>JSON for clients that don't look like a browser, otherwise a page with the message as its title.</summary>
    public static Task TokenExpiredAsync(HttpContext context)
    {
        var error = ApiErrors.TokenExpired();
        context.Response.Headers.WWWAuthenticate = context.Links().Cloud is null
            ? new[] { "Bearer", $"Basic realm=\"{context.Links().Realm}\"", "Negotiate", "NTLM" }
            : [$"Basic realm=\"{context.Links().Realm}\"", "TFS-Federated"];
        context.Response.Headers["X-TFS-ServiceError"] = context.EncodeHeader(error.Message);
        return AcceptsJson(context.Request)
            ? WireJson.WriteErrorAsync(context, error)
            : context.WriteHtmlAsync(error.Status, error.Message, error.Message);
    }

    private static bool AcceptsJson(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase)
        || string.Equals(request.Headers["X-TFS-FedAuthRedirect"], "Suppress", StringComparison.OrdinalIgnoreCase);

    public static string SoapFault(string message) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body>"
        + "<soap:Fault><soap:Code><soap:Value>soap:Receiver</soap:Value><soap:Subcode><soap:Value>UnauthorizedRequestException</soap:Value>"
        + $"</soap:Subcode></soap:Code><soap:Reason><soap:Text xml:lang=\"en\">{message}</soap:Text></soap:Reason></soap:Fault>"
        + "</soap:Body></soap:Envelope>";
}
