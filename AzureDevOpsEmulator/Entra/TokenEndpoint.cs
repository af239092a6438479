namespace AzureDevOpsEmulator.Entra;

/// <summary><c>/{tenant}/oauth2/v2.0/token</c>: exchanges codes, refresh tokens and client credentials.</summary>
internal sealed class TokenEndpoint(
    ClientAuthentication clients, CodeGrant codes, RefreshGrant refreshes, ClientCredentialsGrant credentials, TimeProvider time)
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
        if (type is not ("authorization_code" or "refresh_token" or "client_credentials"))
            throw EntraErrors.GrantTypeUnsupported(type).AsException();
        if (!authority.AllowsOrganizations)
            throw EntraErrors.ConsumersRefused().AsException();

        var client = clients.Authenticate(context.Request, form, authority);
        var root = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";
        return type switch
        {
            "refresh_token" => refreshes.Redeem(form, client, authority, root),
            "client_credentials" => credentials.Redeem(form, client, authority),
            _ => codes.Redeem(form, client, authority, root),
        };
    }
}

internal sealed class TokenForm(IFormCollection? form)
{
    public string? this[string name] => form is not null && form.TryGetValue(name, out var found) && found is [{ Length: > 0 } only] ? only : null;

    public string Required(string name) => this[name] ?? throw EntraErrors.MissingParameter(name).AsException();

    public static async Task<TokenForm> ReadAsync(HttpRequest request, CancellationToken ct) =>
        new(await EntraForm.ReadAsync(request, ct));
}

/// <summary>Authenticates the client by ID and secret, in the body or in HTTP Basic authentication, or by an assertion.</summary>
internal sealed class ClientAuthentication(byte[] seed, ClientAssertions assertions)
{
    public string SecretOf(ClientApplication client) => CloudClients.SecretOf(client, seed);

    /// <summary>A secret of the client that has expired.</summary>
    public string ExpiredSecretOf(ClientApplication client) => CloudClients.SecretOf(client, seed, "expired");

    public ClientApplication Authenticate(HttpRequest request, TokenForm form, EntraAuthority authority)
    {
        var basic = FromHeader(request);
        var id = basic?.Id ?? form.Required("client_id");
        var client = CloudClients.Find(id);
        if (client is null or { IsManagedIdentity: true } || (authority.Tenant is { } tenant && !client.IsKnownIn(tenant)))
            throw EntraErrors.UnknownClient(id, authority.Tenant?.Name ?? authority.Segment).AsException();
        if (client.IsDisabled)
            throw EntraErrors.ClientDisabled(client).AsException();
        if (form["client_assertion"] is { } assertion)
        {
            assertions.Check(form, assertion, client, $"{request.Scheme}://{request.Host}{request.PathBase}/{authority.Segment}");
            return client;
        }

        var secret = basic?.Secret ?? form["client_secret"] ?? throw EntraErrors.MissingSecret().AsException();
        if (FixedTimeEquals(secret, ExpiredSecretOf(client)))
            throw EntraErrors.ExpiredSecret(client).AsException();
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
