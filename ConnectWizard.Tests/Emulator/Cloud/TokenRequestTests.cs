using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>Codes for tokens: what is given, and every way in which it is refused.</summary>
public sealed class TokenRequestTests(CloudFixture fixture) : IClassFixture<CloudFixture>
{
    private readonly CloudClient _application = fixture.Application;

    [Fact]
    public async Task A_code_gives_tokens_with_the_scopes_of_the_resource()
    {
        var tokens = await _application.SignInAsync();

        tokens.GetProperty("token_type").GetString().ShouldBe("Bearer");
        tokens.GetProperty("expires_in").GetInt32().ShouldBeInRange(3600, 5400);
        tokens.GetProperty("scope").GetString().ShouldBe(
            $"{CloudClient.Resource}/vso.profile {CloudClient.Resource}/vso.project {CloudClient.Resource}/vso.code");
        tokens.GetProperty("refresh_token").GetString().ShouldNotBe(tokens.GetProperty("access_token").GetString(), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("token", "application/json")]
    [InlineData("authorize", "text/html")]
    public async Task A_form_that_cannot_be_read_is_refused_as_such(string endpoint, string type)
    {
        using var http = new HttpClient();
        using var form = new StringContent("client_id=a%00b&grant_type=authorization_code", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await http.PostAsync(new Uri($"{_application.Cloud.BrowserAuthority.AbsoluteUri}/oauth2/v2.0/{endpoint}"), form, TestContext.Current.CancellationToken);

        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.BadRequest, type));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("AADSTS90013");
        text.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("offline_access ")]
    [InlineData("openid ")]
    public async Task A_refresh_token_and_an_id_token_are_there_when_they_were_asked_for(string more)
    {
        var tokens = await _application.SignInAsync(scope: more + CloudClient.Resource + "/vso.code");

        tokens.TryGetProperty("refresh_token", out _).ShouldBe(more == "offline_access ");
        tokens.TryGetProperty("id_token", out _).ShouldBe(more == "openid ");
    }

    [Fact]
    public async Task The_id_token_is_signed_with_the_published_key_and_names_person_tenant_and_nonce()
    {
        var code = await _application.CodeAsync("dmitri", "lunarlogistics.example", ("nonce", "only once"));
        var token = (await _application.TokenAsync(("code", code))).Json.GetProperty("id_token").GetString()!.Split('.');
        var keys = await fixture.Client.GetAsync(new Uri(_application.Cloud.Authority, "/common/discovery/v2.0/keys").AbsoluteUri, token: null);
        var key = keys.Json.GetProperty("keys")[0];
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()),
            Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()),
        });

        rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1).ShouldBeTrue();
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        claims.GetProperty("preferred_username").GetString().ShouldBe("dmitri.haas@spacetech.example");
        claims.GetProperty("tid").GetGuid().ShouldBe(_application.Cloud.Tenants.Single(tenant => tenant.Domain == "lunarlogistics.example").Id);
        claims.GetProperty("nonce").GetString().ShouldBe("only once");
        claims.GetProperty("aud").GetString().ShouldBe(_application.Cloud.ClientId);
    }

    public static TheoryData<string, string?, HttpStatusCode, string, int> Refused => new()
    {
        { "grant_type", null, HttpStatusCode.BadRequest, "invalid_request", 900144 },
        { "grant_type", "password", HttpStatusCode.BadRequest, "unsupported_grant_type", 70003 },
        { "client_id", null, HttpStatusCode.BadRequest, "invalid_request", 900144 },
        { "client_id", "1b730954-1685-4b74-9bfd-dac224a7b894", HttpStatusCode.BadRequest, "unauthorized_client", 700016 },
        { "client_id", "d41c5b8a-9e37-4f02-a6d8-1b7e30c95f82", HttpStatusCode.BadRequest, "unauthorized_client", 7000112 },
        { "client_secret", null, HttpStatusCode.Unauthorized, "invalid_client", 7000218 },
        { "client_secret", "wrong", HttpStatusCode.Unauthorized, "invalid_client", 7000215 },
        { "code", null, HttpStatusCode.BadRequest, "invalid_request", 900144 },
        { "code", "1.unknown", HttpStatusCode.BadRequest, "invalid_grant", 9002313 },
        { "redirect_uri", null, HttpStatusCode.BadRequest, "invalid_request", 900144 },
        { "redirect_uri", "http://localhost:5016/signin/return", HttpStatusCode.BadRequest, "invalid_client", 500112 },
        { "code_verifier", null, HttpStatusCode.BadRequest, "invalid_grant", 50148 },
        { "code_verifier", "another-verifier-that-is-long-enough-for-the-standard", HttpStatusCode.BadRequest, "invalid_grant", 501481 },
        { "scope", CloudClient.Resource + "/vso.code_write", HttpStatusCode.BadRequest, "invalid_grant", 65001 },
        { "scope", "11111111-2222-3333-4444-555555555555/.default", HttpStatusCode.BadRequest, "invalid_resource", 500011 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_request_with_something_wrong_is_refused_and_the_code_stays_good(
        string parameter, string? value, HttpStatusCode status, string error, int number)
    {
        var code = await _application.CodeAsync();
        var refused = await _application.TokenAsync(("code", code), (parameter, value));

        ShouldRefuse(refused, status, error, number);
        (await _application.TokenAsync(("code", code))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("lunarlogistics.example", "invalid_grant", 700005)]
    [InlineData("consumers", "unauthorized_client", 700016)]
    [InlineData("nowhere.example", "invalid_request", 90002)]
    public async Task A_code_is_not_good_at_another_tenant(string tenant, string error, int number)
    {
        var code = await _application.CodeAsync();

        ShouldRefuse(await _application.TokenAsync(tenant, prepare: null, ("code", code)), HttpStatusCode.BadRequest, error, number);
    }

    [Fact]
    public async Task A_code_of_one_client_is_not_good_for_another()
    {
        var partner = _application.Cloud.Clients.Single(client => client.Name == "partner-only");
        var code = await _application.CodeAsync();

        var answer = await _application.TokenAsync(("code", code), ("client_id", partner.ClientId), ("client_secret", partner.ClientSecret));
        ShouldRefuse(answer, HttpStatusCode.BadRequest, "invalid_grant", 700003);
    }

    [Fact]
    public async Task A_client_may_prove_itself_in_a_header()
    {
        var code = await _application.CodeAsync();
        var cloud = _application.Cloud;
        var pair = $"{Uri.EscapeDataString(cloud.ClientId)}:{Uri.EscapeDataString(cloud.ClientSecret)}";
        var answer = await _application.TokenAsync(
            "organizations",
            request => request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))),
            ("code", code), ("client_id", null), ("client_secret", null));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Header("Cache-Control").ShouldNotBeNull().ShouldContain("no-store");
    }

    [Fact]
    public async Task A_code_that_comes_twice_takes_back_what_it_gave()
    {
        var code = await _application.CodeAsync();
        var tokens = (await _application.TokenAsync(("code", code))).Json;
        ShouldRefuse(await _application.TokenAsync(("code", code)), HttpStatusCode.BadRequest, "invalid_grant", 54005);

        var refresh = await _application.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!);
        ShouldRefuse(refresh, HttpStatusCode.BadRequest, "invalid_grant", 50173);
        var me = await fixture.Client.GetAsync(
            "https://app.vssps.visualstudio.com/_apis/profile/profiles/me", token: null,
            CloudClient.Bearer(tokens.GetProperty("access_token").GetString()!));
        me.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task One_of_those_who_redeem_a_code_at_once_gets_tokens()
    {
        var code = await _application.CodeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _application.TokenAsync(("code", code))));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Theory]
    [InlineData("plain", CloudClient.Verifier, CloudClient.Verifier)]
    [InlineData(null, CloudClient.Verifier, CloudClient.Verifier)]
    [InlineData(null, null, null)]
    public async Task Other_ways_with_the_verifier_are_those_of_the_standard(string? method, string? challenge, string? verifier)
    {
        var code = await _application.CodeAsync("ada", "organizations", ("code_challenge_method", method), ("code_challenge", challenge));

        (await _application.TokenAsync(("code", code), ("code_verifier", verifier))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_verifier_without_a_challenge_is_refused()
    {
        var code = await _application.CodeAsync("ada", "organizations", ("code_challenge_method", null), ("code_challenge", null));

        ShouldRefuse(await _application.TokenAsync(("code", code)), HttpStatusCode.BadRequest, "invalid_grant", 501481);
    }

    private static void ShouldRefuse(WireResponse answer, HttpStatusCode status, string error, int code)
    {
        answer.Status.ShouldBe(status, answer.Text);
        answer.TextAt("error").ShouldBe(error);
        answer.Json.GetProperty("error_codes")[0].GetInt32().ShouldBe(code);
        answer.TextAt("error_description").ShouldNotBeNull().ShouldStartWith($"AADSTS{code}: ");
        answer.TextAt("error_description").ShouldNotBeNull().ShouldEndWith("Timestamp: " + answer.TextAt("timestamp"));
        answer.Json.GetProperty("trace_id").TryGetGuid(out _).ShouldBeTrue();
        answer.TextAt("error_uri").ShouldBe($"https://login.microsoftonline.com/error?code={code}");
    }
}
