namespace AzureDevOpsEmulator.Entra;

/// <summary><c>/{tenant}/oauth2/v2.0/token</c>: exchanges codes and refresh tokens.</summary>
internal sealed class TokenEndpoint(ClientAuthentication clients, CodeGrant codes, RefreshGrant refreshes, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, EntraAuthority authority)
    {
        context.Response.Headers.CacheControl = "no-store, no-cache";
        context.Response.Headers.Pragma = "no-cache";
        try
        {
            var form = await TokenForm.ReadAsync(context.Request, context.RequestAborted);
            var response = IssueTokens(context, form, authority);
            await WireJson.WriteAsync(context, StatusCodes.Status200OK, response);
        }
        catch (EntraException refused)
        {
            await RefuseAsync(context, refused.Error, EntraTrace.Of(context, time));
        }
    }

    public static Task RefuseAsync(HttpContext context, EntraError error, EntraTrace trace) => WireJson.WriteAsync(context, error.Status, new
    {
        error = error.Error,
        error_description = error.Describe(trace),
        error_codes = new[] { error.Code },
        timestamp = trace.Timestamp,
        trace_id = trace.Id,
        correlation_id = trace.Correlation,
        error_uri = $"https://login.microsoftonline.com/error?code={error.Code}",
        claims = error.Claims,
    });

    private object IssueTokens(HttpContext context, TokenForm form, EntraAuthority authority)
    {
        var type = form.Required("grant_type");
        if (type is not ("authorization_code" or "refresh_token"))
            throw EntraErrors.GrantTypeUnsupported(type).AsException();
        if (!authority.AllowsOrganizations)
            throw EntraErrors.ConsumersRefused().AsException();

        var client = clients.Authenticate(context.Request, form, authority);
        var root = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";
        return type == "refresh_token" ? refreshes.Redeem(form, client, authority, root) : codes.Redeem(form, client, authority, root);
    }
}

internal sealed class TokenForm(IFormCollection? form)
{
    public string? this[string name] => form is not null && form.TryGetValue(name, out var found) && found is [{ Length: > 0 } only] ? only : null;

    public string Required(string name) => this[name] ?? throw EntraErrors.MissingParameter(name).AsException();

    public static async Task<TokenForm> ReadAsync(HttpRequest request, CancellationToken ct) =>
        new(request.HasFormContentType ? await request.ReadFormAsync(ct) : null);
}

/// <summary>Authenticates the client by ID and secret, in the body or in HTTP Basic authentication.</summary>
internal sealed class ClientAuthentication(byte[] seed)
{
    public string SecretOf(ClientApplication client) => CloudClients.SecretOf(client, seed);

    public ClientApplication Authenticate(HttpRequest request, TokenForm form, EntraAuthority authority)
    {
        var basic = FromHeader(request);
        var id = basic?.Id ?? form.Required("client_id");
        var client = CloudClients.Find(id);
        if (client is null || (authority.Tenant is { } tenant && !client.IsKnownIn(tenant)))
            throw EntraErrors.UnknownClient(id, authority.Tenant?.Name ?? authority.Segment).AsException();
        if (client.IsDisabled)
            throw EntraErrors.ClientDisabled(client).AsException();

        var secret = basic?.Secret ?? form["client_secret"] ?? throw EntraErrors.MissingSecret().AsException();
        return FixedTimeEquals(secret, SecretOf(client)) ? client : throw EntraErrors.WrongSecret(client).AsException();
    }

    /// <summary>Both parts are form-encoded before they are combined (RFC 6749, 2.3.1).</summary>
    private static (string Id, string Secret)? FromHeader(HttpRequest request) =>
        RequestCredential.ReadHeader(request) is (CredentialKind.Basic, var value) && RequestCredential.DecodeBasic(value) is var (id, secret)
            ? (WebUtility.UrlDecode(id), WebUtility.UrlDecode(secret))
            : null;

    private static bool FixedTimeEquals(string sent, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(expected));
}
