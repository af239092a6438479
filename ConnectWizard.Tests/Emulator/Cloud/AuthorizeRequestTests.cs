using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>What an application can ask the authorization server wrongly.</summary>
public sealed class AuthorizeRequestTests(CloudFixture fixture) : IClassFixture<CloudFixture>
{
    private const string Resource = CloudClient.Resource;

    private readonly CloudClient _application = fixture.Application;

    public static TheoryData<string, string, string?, int> Untrusted => new()
    {
        { "organizations", "client_id", null, 900144 },
        { "organizations", "client_id", "1b730954-1685-4b74-9bfd-dac224a7b894", 700016 },
        { "organizations", "client_id", "not an id", 700016 },
        { "spacetech.example", "client_id", "a3d9e1f4-70b2-4c6d-8e15-92b6c40d7f31", 700016 },
        { "organizations", "client_id", "d41c5b8a-9e37-4f02-a6d8-1b7e30c95f82", 7000112 },
        { "consumers", "state", "any", 700016 },
        { "9188040d-6c67-4c5b-b112-36a304b66dad", "state", "any", 700016 },
        { "nowhere.example", "state", "any", 90002 },
        { "organizations", "redirect_uri", null, 900144 },
        { "organizations", "redirect_uri", "https://attacker.example/signin/return", 50011 },
        { "organizations", "redirect_uri", "http://localhost:5015/signin/return/", 50011 },
        { "organizations", "redirect_uri", "http://localhost:5015/signin/return?next=/", 50011 },
        { "organizations", "redirect_uri", "http://localhost:5015/SIGNIN/return", 50011 },
        { "organizations", "redirect_uri", "http://localhost:5015/x/../signin/return", 50011 },
        { "organizations", "redirect_uri", "http://localhost:5015@attacker.example/signin/return", 50011 },
        { "organizations", "redirect_uri", "http://localhost.attacker.example/signin/return", 50011 },
    };

    [Theory]
    [MemberData(nameof(Untrusted))]
    public async Task Without_a_client_and_an_address_that_fit_the_person_reads_it_and_nobody_is_sent_anywhere(
        string tenant, string parameter, string? value, int code)
    {
        using var browser = await new CloudBrowser().OpenAsync(_application.AuthorizeUrl(tenant, (parameter, value)));

        browser.Response.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Page.ShouldBe("error");
        browser.Response.Text.ShouldContain($"AADSTS{code}: ");
        browser.Response.Header("Location").ShouldBeNull();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/signin/return")]
    [InlineData("https://localhost:7443/signin/return")]
    [InlineData("http://[::1]:5015/signin/return")]
    [InlineData("http://localhost/signin/return")]
    public async Task An_application_on_this_machine_may_have_any_port(string redirect)
    {
        using var browser = await new CloudBrowser().OpenAsync(_application.AuthorizeUrl(changes: ("redirect_uri", redirect)));

        browser.Page.ShouldBe("account");
    }

    public static TheoryData<string, string?, string, int> Refused => new()
    {
        { "response_type", null, "invalid_request", 900144 },
        { "response_type", "token", "unsupported_response_type", 700054 },
        { "response_type", "code id_token", "unsupported_response_type", 700054 },
        { "response_mode", "pigeon", "invalid_request", 70007 },
        { "prompt", "please", "invalid_request", 90023 },
        { "code_challenge_method", "MD5", "invalid_request", 50149 },
        { "code_challenge", "short", "invalid_request", 501491 },
        { "scope", null, "invalid_request", 900144 },
        { "scope", $"{Resource}/vso.everything", "invalid_client", 650053 },
        { "scope", "vso.code", "invalid_client", 650053 },
        { "scope", "11111111-2222-3333-4444-555555555555/.default", "invalid_resource", 500011 },
        { "scope", $"{Resource}/.default {Resource}/vso.code", "invalid_scope", 70011 },
        { "scope", $"{Resource}/user_impersonation {Resource}/vso.code", "invalid_scope", 70011 },
        { "scope", $"{Resource}/vso.code User.Read", "invalid_request", 28000 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_else_is_wrong_is_told_the_application(string parameter, string? value, string error, int code)
    {
        using var browser = await new CloudBrowser().OpenAsync(_application.AuthorizeUrl(changes: (parameter, value)));

        var returned = browser.Returned;
        returned["error"].ShouldBe(error);
        returned["error_description"].ShouldMatch($"^AADSTS{code}: .+ Trace ID: [0-9a-f-]{{36}} Correlation ID: [0-9a-f-]{{36}} Timestamp: [-0-9]+ [:0-9]+Z$");
        returned["error_uri"].ShouldEndWith($"code={code}");
        returned["state"].ShouldBe("a state & more");
    }

    [Fact]
    public async Task Discovery_names_endpoints_under_the_address_that_was_asked()
    {
        var root = _application.Cloud.BrowserAuthority.AbsoluteUri.Replace("/organizations", "", StringComparison.Ordinal);
        var one = (await fixture.Client.GetAsync(root + "/spacetech.example/v2.0/.well-known/openid-configuration", token: null)).Json;
        var many = await fixture.Client.GetAsync("https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration", token: null);

        one.GetProperty("issuer").GetString().ShouldBe($"{root}/{_application.Cloud.Tenants[0].Id}/v2.0");
        one.GetProperty("token_endpoint").GetString().ShouldBe(root + "/spacetech.example/oauth2/v2.0/token");
        many.TextAt("issuer").ShouldBe("https://login.microsoftonline.com/{tenantid}/v2.0");
        many.TextAt("authorization_endpoint").ShouldBe("https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize");
    }
}
