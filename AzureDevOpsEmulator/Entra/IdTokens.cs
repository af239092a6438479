using System.Buffers.Text;

namespace AzureDevOpsEmulator.Entra;

/// <summary>ID tokens of OpenID Connect: JWTs signed with the data folder's RSA key.</summary>
internal sealed class IdTokens(EntraStore store, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly Lazy<byte[]> _key = new(() => Convert.FromBase64String(store.Change(records => records.SigningKey ??= CreateKey())));

    public string Create(Grant grant, ClientApplication client, ScopeRequest scopes, string? nonce, string root)
    {
        using var rsa = Key();
        var header = new { typ = "JWT", alg = "RS256", kid = KeyId(rsa) };
        var content = $"{Encode(header)}.{Encode(Claims(grant, client, scopes, nonce, root))}";
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The JSON web key set.</summary>
    public object PublicKeys()
    {
        using var rsa = Key();
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var key = new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = KeyId(rsa),
            n = Base64Url.EncodeToString(parameters.Modulus),
            e = Base64Url.EncodeToString(parameters.Exponent),
        };
        return new { keys = new[] { key } };
    }

    /// <summary>The claims about the person, for ID token and user info.</summary>
    public static Dictionary<string, object> PersonClaims(CloudPerson person, ClientApplication client, ScopeRequest scopes)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{client.Id}/{person.SignInName}"))),
        };
        if (scopes.Wants("profile"))
        {
            claims["name"] = person.DisplayName;
            claims["preferred_username"] = person.SignInName;
        }

        if (scopes.Wants("email"))
            claims["email"] = person.SignInName;
        return claims;
    }

    private Dictionary<string, object> Claims(Grant grant, ClientApplication client, ScopeRequest scopes, string? nonce, string root)
    {
        var now = time.GetUtcNow();
        var person = CloudPeople.Find(grant.Person) ?? throw new InvalidOperationException("The person of a grant is not there.");
        var tenant = Tenants.Find(grant.Tenant) ?? throw new InvalidOperationException("The tenant of a grant is not there.");
        var claims = PersonClaims(person, client, scopes);
        claims["iss"] = $"{root}/{tenant.Id}/v2.0";
        claims["aud"] = client.Id;
        claims["iat"] = now.ToUnixTimeSeconds();
        claims["nbf"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + Lifetime).ToUnixTimeSeconds();
        claims["oid"] = person.ObjectIdIn(tenant);
        claims["tid"] = tenant.Id;
        claims["ver"] = "2.0";
        if (nonce is not null)
            claims["nonce"] = nonce;
        return claims;
    }

    private RSA Key()
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(_key.Value, out _);
        return rsa;
    }

    private static string CreateKey()
    {
        using var rsa = RsaKey.Create();
        return Convert.ToBase64String(rsa.ExportPkcs8PrivateKey());
    }

    private static string KeyId(RSA rsa) => Base64Url.EncodeToString(SHA256.HashData(rsa.ExportRSAPublicKey()).AsSpan(0, 20));

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}

/// <summary>
/// <c>/oidc/userinfo</c>. As on the real service, only tokens for Microsoft Graph give access, not those for Azure DevOps.
/// </summary>
internal sealed class UserInfoEndpoint(TokenIssuer tokens)
{
    public Task InvokeAsync(HttpContext context)
    {
        var (kind, value) = RequestCredential.ReadHeader(context.Request);
        var access = kind == CredentialKind.Bearer ? tokens.Find(value) : null;
        if (access is { Scopes: { Resource: EntraResources.Graph, WantsIdToken: true } scopes })
        {
            var claims = IdTokens.PersonClaims(access.Person, access.Client, scopes);
            return WireJson.WriteAsync(context, StatusCodes.Status200OK, claims);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
