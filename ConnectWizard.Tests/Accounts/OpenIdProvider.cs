using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>
/// A standard OpenID provider that is not Microsoft's and knows nothing of the product: plain HTTP on loopback, code flow with PKCE, codes for one
/// use, refresh tokens that rotate. Beside it, on the same port, the two calls of Azure DevOps Services that a sign-in needs.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "build-tool";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string Redirect)> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _refreshTokens = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _refreshCame = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentBag<string> _secrets = [];
    private int _refreshes;

    private OpenIdProvider(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>The profile that the next sign-in is of.</summary>
    public string ProfileId { get; set; } = "3b5a7c52-0b43-4f3b-9a0e-6f6f1d3f7a11";

    /// <summary>How long access tokens last; null leaves it out.</summary>
    public object? ExpiresIn { get; set; } = 3600;

    /// <summary>Whom identity tokens are for; null gives none out.</summary>
    public string? Audience { get; set; }

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
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.TokenAsync);
        app.MapGet("/_apis/profile/profiles/me", provider.Profile);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>The configuration that makes the product use it: endpoints alone.</summary>
    public (string Key, string Value)[] Settings() =>
    [
        ("AzureDevOps:Cloud:ClientId", ClientId),
        ("AzureDevOps:Cloud:Authority", Url),
        ("AzureDevOps:Cloud:AuthorizationEndpoint", $"{Url}/authorize"),
        ("AzureDevOps:Cloud:TokenEndpoint", $"{Url}/token"),
        ("AzureDevOps:Cloud:ProfileUrl", Url),
        ("AzureDevOps:Cloud:OrganizationUrl", Url),
    ];

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
    private IResult Authorize(string client_id, string redirect_uri, string response_type, string scope, string state, string code_challenge, string code_challenge_method)
    {
        if (client_id != ClientId || response_type != "code" || code_challenge_method != "S256" || !scope.Split(' ').Contains("openid", StringComparer.Ordinal))
            return Results.BadRequest();
        var code = Secret("code");
        _codes[code] = (code_challenge, redirect_uri);
        return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
    }

    private async Task TokenAsync(HttpContext context)
    {
        if (TokenAnswer is { } answer)
        {
            await answer(context);
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var granted = form["client_id"] == ClientId && (form["grant_type"] == "refresh_token" ? await IsRefreshAsync(form) : IsCode(form));
        await (granted ? Results.Json(Tokens()) : Results.Json(new { error = "invalid_grant" }, statusCode: 400)).ExecuteAsync(context);
    }

    private bool IsCode(IFormCollection form) =>
        _codes.TryRemove(form["code"].ToString(), out var known) && known.Redirect == form["redirect_uri"]
        && known.Challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));

    private async Task<bool> IsRefreshAsync(IFormCollection form)
    {
        Interlocked.Increment(ref _refreshes);
        _refreshCame.TrySetResult();
        await RefreshGate;
        var refresh = form["refresh_token"].ToString();
        return !form.ContainsKey("scope") && (RotatesStrictly ? _refreshTokens.TryRemove(refresh, out _) : _refreshTokens.ContainsKey(refresh));
    }

    private Dictionary<string, object> Tokens()
    {
        var refresh = GiveRefreshToken();
        var tokens = new Dictionary<string, object>(StringComparer.Ordinal) { ["access_token"] = Secret("access"), ["token_type"] = "bearer", ["refresh_token"] = refresh };
        if (ExpiresIn is { } life)
            tokens["expires_in"] = life;
        if (Audience is not null)
            tokens["id_token"] = $"e30.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { iss = Url, aud = Audience, sub = "ada" }))}.c2ln";
        return tokens;
    }

    private IResult Profile(HttpContext context) =>
        ProfileStatus == 200 && context.Request.Headers.Authorization.ToString().StartsWith("Bearer access-", StringComparison.Ordinal)
            ? Results.Json(new { id = ProfileId, displayName = "Ada Łovelace", emailAddress = "ada@spacetech.example" })
            : Results.Text("", "text/html", statusCode: ProfileStatus == 200 ? 401 : ProfileStatus);

    private string Secret(string kind)
    {
        var secret = $"{kind}-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24))}";
        _secrets.Add(secret);
        return secret;
    }
}
