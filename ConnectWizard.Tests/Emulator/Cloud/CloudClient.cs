using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AzureDevOpsEmulator;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>An application that signs people in: makes authorization requests and redeems codes, as the standard has it.</summary>
internal sealed class CloudClient(AzureDevOpsEmulator.Emulator emulator) : IDisposable
{
    public const string Resource = "499b84ac-1321-427f-aa17-267ca6975798";
    public const string RedirectUri = "http://localhost:5015/signin/return";
    public const string Verifier = "a-verifier-that-is-long-enough-for-the-standard-0123456789";
    public const string Scope = $"openid profile offline_access {Resource}/vso.profile {Resource}/vso.project {Resource}/vso.code";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public EmulatedCloud Cloud => emulator.Cloud;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>The address of the authorization request, with changes: a null takes a parameter away.</summary>
    public string AuthorizeUrl(string tenant = "organizations", params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = Cloud.ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = RedirectUri,
            ["scope"] = Scope,
            ["state"] = "a state & more",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        return Endpoint(tenant, "authorize") + "?" + Encode(parameters, changes);
    }

    /// <summary>Signs a person in by their pages and hands back the code.</summary>
    public async Task<string> CodeAsync(string person = "ada", string tenant = "organizations", params (string Name, string? Value)[] changes)
    {
        using var browser = new CloudBrowser();
        await browser.OpenAsync(AuthorizeUrl(tenant, changes));
        await browser.PressAsync("account-" + person);
        if (browser.Page == "consent")
            await browser.PressAsync("accept");
        return browser.Returned["code"];
    }

    /// <summary>Asks for tokens, with changes: a null takes a parameter away.</summary>
    public async Task<WireResponse> TokenAsync(string tenant, Action<HttpRequestMessage>? prepare, params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = Cloud.ClientId,
            ["client_secret"] = Cloud.ClientSecret,
            ["grant_type"] = "authorization_code",
            ["redirect_uri"] = RedirectUri,
            ["code_verifier"] = Verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint(tenant, "token"));
        request.Content = new StringContent(Encode(parameters, changes), Encoding.UTF8, "application/x-www-form-urlencoded");
        prepare?.Invoke(request);
        using var response = await _http.SendAsync(request, Ct);
        return await WireResponse.ReadAsync(response, Ct);
    }

    public Task<WireResponse> TokenAsync(params (string Name, string? Value)[] changes) => TokenAsync("organizations", prepare: null, changes);

    public Task<WireResponse> RefreshAsync(string refreshToken, params (string Name, string? Value)[] changes) =>
        TokenAsync([("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("redirect_uri", null), ("code_verifier", null), .. changes]);

    /// <summary>Signs a person in and hands back their tokens.</summary>
    public async Task<JsonElement> SignInAsync(string person = "ada", string tenant = "organizations", string scope = Scope)
    {
        var answer = await TokenAsync(("code", await CodeAsync(person, tenant, ("scope", scope))));
        answer.Json.TryGetProperty("access_token", out _).ShouldBeTrue(answer.Text);
        return answer.Json;
    }

    public async Task<string> AccessTokenAsync(string person = "ada", string tenant = "organizations", string scope = Scope) =>
        (await SignInAsync(person, tenant, scope)).GetProperty("access_token").GetString()!;

    /// <summary>GETs from a service with a bearer token, as clients do that want no sign-in page.</summary>
    public static Action<HttpRequestMessage> Bearer(string token) => request =>
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-TFS-FedAuthRedirect", "Suppress");
    };

    public void Dispose() => _http.Dispose();

    private string Endpoint(string tenant, string name) =>
        Cloud.BrowserAuthority.AbsoluteUri.Replace("/organizations", "/" + tenant, StringComparison.Ordinal) + "/oauth2/v2.0/" + name;

    private static string Encode(Dictionary<string, string?> parameters, (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
            parameters[name] = value;
        return string.Join('&', parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}"));
    }
}
