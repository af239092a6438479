using System.Buffers.Text;
using System.Security.Cryptography.X509Certificates;

namespace AzureDevOpsEmulator.Entra;

/// <summary>
/// Checks assertions that take the place of a client secret (RFC 7523): signed with the client's certificate, or by an issuer that the client
/// trusts. Numbers and texts are those of Microsoft's list of error codes.
/// </summary>
internal sealed class ClientAssertions(ClientCertificate certificate, ClusterIssuer cluster, TimeProvider time)
{
    private const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <param name="authority">The address of the tenant, which the audience begins with.</param>
    /// <exception cref="EntraException">The assertion doesn't prove the client.</exception>
    public void Check(TokenForm form, string assertion, ClientApplication client, string authority)
    {
        if (form["client_assertion_type"] != Type)
            throw EntraErrors.MissingParameter("client_assertion_type").AsException();
        var token = Jwt.Parse(assertion) ?? throw Refused(50027, "JWT token is invalid or malformed.");
        if (token.Text("iss") == client.Id.ToString())
            CheckSigned(token, client, authority);
        else
            CheckFederated(token, client);
        CheckTime(token);
    }

    private void CheckSigned(Jwt token, ClientApplication client, string authority)
    {
        if (token.Text("sub") != client.Id.ToString())
            throw Refused(700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
        var isKnown = client == CloudClients.Builder && certificate.Matches(token.Header("x5t#S256"), token.Header("x5t"));
        if (!isKnown)
        {
            throw Refused(700027,
                "The certificate with identifier used to sign the client assertion is not registered on application. "
                + "[Reason - The key was not found. Please visit the Azure Portal and add the certificate to the app registration]");
        }

        if (!token.IsSignedBy(certificate.Key))
            throw Refused(700027, "Client assertion failed signature validation. [Reason - The key used is invalid.]");
        if (token.Text("aud") is not { } audience || !new[] { "/oauth2/v2.0/token", "/oauth2/token", "/v2.0" }.Contains(audience.Replace(authority, "", StringComparison.OrdinalIgnoreCase)))
            throw Refused(700023, "Client assertion audience claim does not match Realm issuer.");
    }

    private void CheckFederated(Jwt token, ClientApplication client)
    {
        if (token.Text("iss") != ClusterIssuer.Issuer || client.FederatedSubject is null)
            throw Refused(700211, $"No matching federated identity record found for presented assertion issuer '{token.Text("iss")}'.");
        if (!token.IsSignedBy(cluster.Key))
            throw Refused(5002738, "Invalid JWT token. The assertion failed signature validation.");
        if (token.Text("aud") != ClusterIssuer.Audience)
            throw Refused(700212, $"No matching federated identity record found for presented assertion audience '{token.Text("aud")}'.");
        if (token.Text("sub") != client.FederatedSubject)
            throw Refused(700213, $"No matching federated identity record found for presented assertion subject '{token.Text("sub")}'.");
    }

    private void CheckTime(Jwt token)
    {
        var now = time.GetUtcNow();
        if (token.Time("exp") is not { } end || end < now - ClockSkew || token.Time("nbf") > now + ClockSkew)
            throw Refused(700024, "Client assertion is not within its valid time range.");
    }

    private static EntraException Refused(int code, string text) => EntraErrors.InvalidAssertion(code, text).AsException();
}

/// <summary>A token as sent; nothing about it has been checked.</summary>
internal sealed class Jwt
{
    private readonly string _content;
    private readonly byte[] _signature;
    private readonly JsonElement _header;
    private readonly JsonElement _claims;

    private Jwt(string content, byte[] signature, JsonElement header, JsonElement claims) =>
        (_content, _signature, _header, _claims) = (content, signature, header, claims);

    public static Jwt? Parse(string text)
    {
        try
        {
            return text.Split('.') is [var header, var claims, var signature]
                ? new Jwt($"{header}.{claims}", Base64Url.DecodeFromChars(signature), Read(header), Read(claims))
                : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    public string? Header(string name) => TextIn(_header, name);

    public string? Text(string claim) => TextIn(_claims, claim);

    /// <summary>Microsoft's own library writes times as texts.</summary>
    public DateTimeOffset? Time(string claim) =>
        _claims.TryGetProperty(claim, out var value) && long.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1L << 33
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>By RSA with SHA-256, in the padding that the header names; no other algorithm is accepted.</summary>
    public bool IsSignedBy(RSA key)
    {
        var padding = Header("alg") switch { "RS256" => RSASignaturePadding.Pkcs1, "PS256" => RSASignaturePadding.Pss, _ => null };
        return padding is not null && key.VerifyData(Encoding.ASCII.GetBytes(_content), _signature, HashAlgorithmName.SHA256, padding);
    }

    private static JsonElement Read(string part)
    {
        var read = JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(part));
        return read.ValueKind == JsonValueKind.Object ? read : throw new JsonException("Not an object.");
    }

    private static string? TextIn(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The certificate of the client <c>builder</c>, with its key, in a file of the data folder; made when it is first asked for.</summary>
internal sealed class ClientCertificate
{
    private readonly Lazy<X509Certificate2> _certificate;
    private readonly Lazy<string> _pem;

    public ClientCertificate(string folder, TimeProvider time)
    {
        _pem = new Lazy<string>(() => OpenOrCreate(Path.Combine(folder, "client-builder.pem"), time));
        _certificate = new Lazy<X509Certificate2>(() => X509Certificate2.CreateFromPem(Pem, Pem));
    }

    /// <summary>Certificate and private key.</summary>
    public string Pem => _pem.Value;

    public RSA Key => _certificate.Value.GetRSAPrivateKey()!;

    public bool Matches(string? sha256, string? sha1) => sha256 is not null
        ? sha256 == Base64Url.EncodeToString(SHA256.HashData(_certificate.Value.RawData))
        : sha1 == Base64Url.EncodeToString(_certificate.Value.GetCertHash());

    private static string OpenOrCreate(string path, TimeProvider time)
    {
        if (!File.Exists(path))
            PrivateFile.Replace(path, Encoding.ASCII.GetBytes(Create(time.GetUtcNow())));
        return File.ReadAllText(path);
    }

    private static string Create(DateTimeOffset now)
    {
        using var key = RsaKey.Create();
        var request = new CertificateRequest("CN=SpaceTech Builder, O=SpaceTech", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(2));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }
}

/// <summary>A Kubernetes cluster that issues tokens to its workloads. Its key is new in each process.</summary>
internal sealed class ClusterIssuer(TimeProvider time)
{
    public const string Issuer = "https://cluster.spacetech.example";
    public const string Audience = "api://AzureADTokenExchange";

    private readonly Lazy<RSA> _key = new(RsaKey.Create);

    public RSA Key => _key.Value;

    /// <summary>A token as the cluster projects it into a workload's file.</summary>
    public string Issue(string subject, string audience, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        var claims = new { iss = Issuer, sub = subject, aud = audience, iat = now.ToUnixTimeSeconds(), nbf = now.ToUnixTimeSeconds(), exp = (now + lifetime).ToUnixTimeSeconds() };
        var content = $"{Encode(new { alg = "RS256", typ = "JWT", kid = "cluster" })}.{Encode(claims)}";
        var signature = Key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
