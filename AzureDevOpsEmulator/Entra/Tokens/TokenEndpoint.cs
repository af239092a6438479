using AzureDevOpsEmulator.Hosting;

namespace AzureDevOpsEmulator.Entra.Tokens;

/// <summary><c>/{tenant}/oauth2/v2.0/token</c>: codes and refresh tokens for tokens.</summary>
internal sealed class TokenEndpoint(ClientAuthentication clients, CodeGrant codes, RefreshGrant refreshes, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, EntraAuthority authority)
    {
        context.Response.Headers.CacheControl = "no-store, no-cache";
        context.Response.Headers.Pragma = "no-cache";
        try
        {
            var form = await TokenForm.ReadAsync(context.Request, context.RequestAborted);
            var answer = Answer(context, form, authority);
            await WireJson.WriteAsync(context.Response, StatusCodes.Status200OK, answer, apiVersion: null, context.RequestAborted);
        }
        catch (EntraException refused)
        {
            await RefuseAsync(context, refused.Error, EntraTrace.Of(context, time));
        }
    }

    public static Task RefuseAsync(HttpContext context, EntraError error, EntraTrace trace) => WireJson.WriteAsync(
        context.Response,
        error.Status,
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["error"] = error.Error,
            ["error_description"] = error.Describe(trace),
            ["error_codes"] = new[] { error.Code },
            ["timestamp"] = trace.Timestamp,
            ["trace_id"] = trace.Id,
            ["correlation_id"] = trace.Correlation,
            ["error_uri"] = $"https://login.microsoftonline.com/error?code={error.Code}",
        }.Concat(error.Claims is { } claims ? [new("claims", claims)] : [])
            .ToDictionary(StringComparer.Ordinal),
        apiVersion: null,
        context.RequestAborted);

    private Dictionary<string, object> Answer(HttpContext context, TokenForm form, EntraAuthority authority)
    {
        var type = form.Required("grant_type");
        if (type is not ("authorization_code" or "refresh_token"))
            throw EntraErrors.GrantTypeUnsupported(type).AsException();
        if (!authority.TakesOrganizations)
            throw EntraErrors.ConsumersRefused().AsException();

        var client = clients.Authenticate(context.Request, form, authority);
        var root = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";
        return type == "refresh_token" ? refreshes.Redeem(form, client, authority, root) : codes.Redeem(form, client, authority, root);
    }
}
