using AzureDevOpsEmulator.Entra.Tokens;
using AzureDevOpsEmulator.Hosting;

namespace AzureDevOpsEmulator.Entra;

/// <summary>
/// <c>/oidc/userinfo</c>: who a token is of. As on the real service only tokens that are for Microsoft Graph open it, not those for
/// Azure DevOps.
/// </summary>
internal sealed class UserInfoEndpoint(TokenIssuer tokens)
{
    public Task InvokeAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var access = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? tokens.Find(header["Bearer ".Length..].Trim()) : null;
        if (access is { Scopes: { Resource: EntraResources.Graph, WantsIdToken: true } scopes })
        {
            var claims = IdTokens.PersonClaims(access.Person, access.Client, scopes);
            return WireJson.WriteAsync(context.Response, StatusCodes.Status200OK, claims, apiVersion: null, context.RequestAborted);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
