using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>
/// A standard OpenID provider that is not Microsoft's and knows nothing of the product: plain HTTP on loopback, code flow with PKCE, codes for one
/// use, refresh tokens that rotate. Beside it, on the same port, the two calls of Azure DevOps Services that a sign-in needs.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "build-tool";
    private static readonly SigningCredentials FirstKey = NewKey();
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string? Challenge, bool IsPlain, string Redirect, string? Nonce)> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _refreshTokens = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _refreshCame = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentBag<string> _secrets = [];
    private SigningCredentials _announced;
    private int _refreshes;

    private OpenIdProvider(WebApplication app) => (_app, _announced) = (app, SignsWith!);

    /// <summary>Its endpoints are below a tenant, as Entra's are.</summary>
    public bool HasTenants { get; set; }

    public string Url => _app.Urls.First();

    /// <summary>The profile that the next sign-in is of.</summary>
    public string ProfileId { get; set; } = "3b5a7c52-0b43-4f3b-9a0e-6f6f1d3f7a11";

    /// <summary>What they sign in with.</summary>
    public string Login { get; set; } = "ada@spacetech.example";

    /// <summary>What authorization requests end with instead of a code: the parameters of a return; null for a code.</summary>
    public string? Refusal { get; set; }

    /// <summary>How long access tokens last; null leaves it out.</summary>
    public object? ExpiresIn { get; set; } = 3600;

    /// <summary>Changes what the next ID tokens say.</summary>
    public Action<Dictionary<string, object>> ChangeIdToken { get; set; } = _ => { };

    /// <summary>What ID tokens are signed with: a key that discovery announces; null for none.</summary>
    public SigningCredentials? SignsWith { get; set; } = FirstKey;

    /// <summary>Leaves ID tokens out.</summary>
    public bool GivesNoIdToken { get; set; }

    /// <summary>The issuer that discovery announces, below the provider's address.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The issuer that a return names (RFC 9207); null for none.</summary>
    public string? NamedIssuer { get; set; }

    public int DiscoveryRequests { get; private set; }

    /// <summary>What the last request to the token endpoint sent.</summary>
    public IFormCollection TokenForm { get; private set; } = FormCollection.Empty;

    /// <summary>The path of the last request to the token endpoint.</summary>
    public string? TokenPath { get; set; }

    /// <summary>What the token endpoint answers instead; null for what it should.</summary>
    public Func<HttpContext, Task>? TokenAnswer { get; set; }

    /// <summary>What the profile answers instead.</summary>
    public int ProfileStatus { get; set; } = 200;

    /// <summary>Refreshes are held up until this ends.</summary>
    public Task RefreshGate { get; set; } = Task.CompletedTask;

    /// <summary>Ends when the first refresh has come in.</summary>
    public Task RefreshCame => _refreshCame.Task;

    /// <summary>A refresh token is good once, as with most; Microsoft Entra accepts an older one again.</summary>
    public bool RotatesStrictly { get; set; } = true;

    /// <summary>How often a refresh token was presented.</summary>
    public int Refreshes => _refreshes;

    /// <summary>All codes and tokens that were given out.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    public static async Task<OpenIdProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new OpenIdProvider(app);
        app.MapGet("/.well-known/openid-configuration", () =>
        {
            provider.DiscoveryRequests++;
            return Results.Json(provider.Discovery());
        });
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { provider.PublicKey() } }));
        app.MapGet("/{tenant}/oauth2/v2.0/authorize", provider.Authorize);
        app.MapPost("/{tenant}/oauth2/v2.0/token", provider.TokenAsync);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.TokenAsync);
        app.MapGet("/_apis/profile/profiles/me", provider.Profile);
        app.MapGet("/_apis/accounts", () => Results.Json(new { count = 1, value = new[] { new { accountName = "spacetech" } } }));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>The configuration that makes the product use it: the authority says the rest.</summary>
    public (string Key, string Value)[] Settings() =>
    [
        ("AzureDevOps:Cloud:ClientId", ClientId),
        ("AzureDevOps:Cloud:Authority", Url),
        ("AzureDevOps:Cloud:ProfileUrl", Url),
        ("AzureDevOps:Cloud:OrganizationUrl", Url),
    ];

    /// <summary>Discovery announces another key from now on, and ID tokens are signed with it.</summary>
    public void RotateKey() => _announced = SignsWith = NewKey();

    /// <summary>A key that discovery does not announce.</summary>
    public static SigningCredentials NewKey() => new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString() }, SecurityAlgorithms.RsaSha256);

    /// <summary>No refresh token is good any more.</summary>
    public void Revoke() => _refreshTokens.Clear();

    /// <summary>A refresh token that was given out elsewhere.</summary>
    public string GiveRefreshToken()
    {
        var refresh = Secret("refresh");
        _refreshTokens[refresh] = true;
        return refresh;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Consents at once.</summary>
    private IResult Authorize(string client_id, string redirect_uri, string response_type, string scope, string state, string? nonce, string? code_challenge, string? code_challenge_method)
    {
        if (client_id != ClientId || response_type != "code" || !scope.Split(' ').Contains("openid", StringComparer.Ordinal))
            return Results.BadRequest();
        if (Refusal is { } refusal)
            return Results.Redirect($"{redirect_uri}?{refusal}&state={Uri.EscapeDataString(state)}");
        var code = Secret("code");
        _codes[code] = (code_challenge, code_challenge_method != "S256", redirect_uri, nonce);
        var issuer = NamedIssuer is null ? "" : $"&iss={Uri.EscapeDataString(NamedIssuer)}";
        return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}{issuer}");
    }

    private async Task TokenAsync(HttpContext context)
    {
        TokenPath = context.Request.Path;
        if (TokenAnswer is { } answer)
        {
            await answer(context);
            return;
        }

        var form = TokenForm = await context.Request.ReadFormAsync(context.RequestAborted);
        string? nonce = null;
        var granted = form["client_id"] == ClientId && (form["grant_type"] == "refresh_token" ? await IsRefreshAsync(form) : IsCode(form, out nonce));
        await (granted ? Results.Json(Tokens(nonce)) : Results.Json(new { error = "invalid_grant" }, statusCode: 400)).ExecuteAsync(context);
    }

    private bool IsCode(IFormCollection form, out string? nonce)
    {
        var isCode = _codes.TryRemove(form["code"].ToString(), out var known) && known.Redirect == form["redirect_uri"]
            && IsVerifier(form["code_verifier"].ToString(), known.Challenge, known.IsPlain);
        nonce = known.Nonce;
        return isCode;
    }

    /// <summary>A verifier without a challenge is refused: somebody may have removed the challenge (RFC 9700, section 2.1.1).</summary>
    private static bool IsVerifier(string verifier, string? challenge, bool isPlain) =>
        (challenge ?? "") == (isPlain ? verifier : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));

    private async Task<bool> IsRefreshAsync(IFormCollection form)
    {
        Interlocked.Increment(ref _refreshes);
        _refreshCame.TrySetResult();
        await RefreshGate;
        var refresh = form["refresh_token"].ToString();
        return !form.ContainsKey("scope") && (RotatesStrictly ? _refreshTokens.TryRemove(refresh, out _) : _refreshTokens.ContainsKey(refresh));
    }

    private Dictionary<string, object> Tokens(string? nonce)
    {
        var refresh = GiveRefreshToken();
        var tokens = new Dictionary<string, object>(StringComparer.Ordinal) { ["access_token"] = Secret("access"), ["token_type"] = "bearer", ["refresh_token"] = refresh };
        if (ExpiresIn is { } life)
            tokens["expires_in"] = life;
        if (!GivesNoIdToken)
            tokens["id_token"] = IdToken(nonce);
        return tokens;
    }

    private string IdToken(string? nonce)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Url + Issuer,
            ["aud"] = ClientId,
            ["sub"] = "ada",
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["preferred_username"] = "ada@login.example",
        };
        if (nonce is not null)
            claims["nonce"] = nonce;
        ChangeIdToken(claims);
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = SignsWith });
        _secrets.Add(token);
        return token;
    }

    private object Discovery() => new
    {
        issuer = Url + Issuer,
        authorization_endpoint = HasTenants ? $"{Url}/organizations/oauth2/v2.0/authorize" : $"{Url}/authorize",
        token_endpoint = HasTenants ? $"{Url}/organizations/oauth2/v2.0/token" : $"{Url}/token",
        jwks_uri = $"{Url}/keys",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
    };

    private object PublicKey()
    {
        var key = (RsaSecurityKey)_announced.Key;
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64Url.EncodeToString(parameters.Modulus), e = Base64Url.EncodeToString(parameters.Exponent) };
    }

    private IResult Profile(HttpContext context) =>
        ProfileStatus == 200 && context.Request.Headers.Authorization.ToString().StartsWith("Bearer access-", StringComparison.Ordinal)
            ? Results.Json(new { id = ProfileId, displayName = "Ada Łovelace", emailAddress = Login })
            : Results.Text("", "text/html", statusCode: ProfileStatus == 200 ? 401 : ProfileStatus);

    private string Secret(string kind)
    {
        var secret = $"{kind}-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24))}";
        _secrets.Add(secret);
        return secret;
    }
}
