using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>The cloud's switches, as a program in another process finds them. Each test has an emulator of its own.</summary>
public sealed class CloudControlTests : IAsyncLifetime
{
    private readonly CloudFixture _fixture = new();

    private CloudClient Application => _fixture.Application;

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_description_is_all_that_a_client_needs()
    {
        var cloud = (await _fixture.Client.GetAsync(Url(""), token: null)).Json.GetProperty("cloud");

        cloud.GetProperty("clientId").GetString().ShouldBe(Application.Cloud.ClientId);
        cloud.GetProperty("clientSecret").GetString().ShouldBe(Application.Cloud.ClientSecret);
        cloud.GetProperty("authorizationEndpoint").GetString().ShouldBe(Application.Cloud.BrowserAuthorizationEndpoint.AbsoluteUri);
        cloud.GetProperty("people").GetArrayLength().ShouldBe(8);
        cloud.GetProperty("organizations").GetArrayLength().ShouldBe(11);
    }

    [Fact]
    public async Task The_lives_of_tokens_can_be_set()
    {
        (await PutAsync("/settings", """{"accessTokenLifetimeSeconds":30,"strictRotation":true}""")).ShouldBe(HttpStatusCode.NoContent);

        (await Application.SignInAsync()).GetProperty("expires_in").GetInt32().ShouldBe(30);
        Application.Cloud.Settings.StrictRotation.ShouldBeTrue();
    }

    [Fact]
    public async Task Tokens_for_all_organizations_can_come_to_their_end()
    {
        const string Projects = "https://dev.azure.com/spacetech/_apis/projects";
        (await _fixture.Client.GetAsync(Projects, "services-global")).Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync("/settings", """{"globalTokens":false}""")).ShouldBe(HttpStatusCode.NoContent);

        var answer = await _fixture.Client.GetAsync(Projects, "services-global", request => request.Headers.Add("X-TFS-FedAuthRedirect", "Suppress"));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await _fixture.Client.GetAsync(Projects, "services-full")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_person_can_be_kept_out_of_everything()
    {
        var access = await Application.AccessTokenAsync();
        (await PutAsync("/people/ada", """{"conditionalAccess":true}""")).ShouldBe(HttpStatusCode.NoContent);
        var answer = await _fixture.Client.GetAsync(
            "https://dev.azure.com/spacetech/_apis/projects", token: null, CloudClient.Bearer(access));

        answer.ShouldRefuse(HttpStatusCode.Forbidden, "VssServiceException", "VS403463");
    }

    [Fact]
    public async Task A_person_s_refresh_tokens_can_be_revoked()
    {
        var token = (await Application.SignInAsync()).GetProperty("refresh_token").GetString()!;
        (await PutAsync("/people/ada.lindqvist@spacetech.example", """{"revokeRefreshTokens":true}""")).ShouldBe(HttpStatusCode.NoContent);

        (await Application.RefreshAsync(token)).Json.GetProperty("error_codes")[0].GetInt32().ShouldBe(50173);
    }

    [Theory]
    [InlineData("stopped", HttpStatusCode.ServiceUnavailable)]
    [InlineData("disabled", HttpStatusCode.NotFound)]
    [InlineData("throttled", HttpStatusCode.TooManyRequests)]
    [InlineData("open", HttpStatusCode.OK)]
    public async Task An_organization_can_be_put_into_each_state(string state, HttpStatusCode expected)
    {
        (await PutAsync("/organizations/spacetech", $$"""{"state":"{{state}}"}""")).ShouldBe(HttpStatusCode.NoContent);

        (await _fixture.Client.GetAsync("https://dev.azure.com/spacetech/_apis/projects", "services-full")).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task A_return_address_can_be_registered()
    {
        (await PutAsync("/redirect-uris", """{"uri":"https://app.example/back"}""")).ShouldBe(HttpStatusCode.NoContent);
        using var browser = await new CloudBrowser().OpenAsync(Application.AuthorizeUrl(changes: ("redirect_uri", "https://app.example/back")));

        browser.Page.ShouldBe("account");
    }

    [Theory]
    [InlineData("/people/nobody", """{"conditionalAccess":true}""", HttpStatusCode.BadRequest)]
    [InlineData("/organizations/nowhere", """{"state":"open"}""", HttpStatusCode.BadRequest)]
    [InlineData("/organizations/spacetech", """{"state":"upside down"}""", HttpStatusCode.BadRequest)]
    [InlineData("/organizations/spacetech", "{}", HttpStatusCode.BadRequest)]
    [InlineData("/redirect-uris", """{"uri":"/local"}""", HttpStatusCode.BadRequest)]
    [InlineData("/settings", """{"strictRotations":true}""", HttpStatusCode.BadRequest)]
    [InlineData("/settings", "not json", HttpStatusCode.BadRequest)]
    [InlineData("/nothing", "{}", HttpStatusCode.NotFound)]
    public async Task What_makes_no_sense_is_refused(string path, string body, HttpStatusCode expected) =>
        (await PutAsync(path, body)).ShouldBe(expected);

    [Fact]
    public async Task Pages_of_other_sites_cannot_use_them()
    {
        var posted = await _fixture.Client.SendAsync(
            HttpMethod.Post, Url("/cloud/settings"), token: null, request => request.Content = Json("""{"strictRotation":true}"""));
        var rebound = await _fixture.Client.SendAsync(HttpMethod.Put, Url("/cloud/settings"), token: null, request =>
        {
            request.Headers.Host = "rebound.example";
            request.Content = Json("""{"strictRotation":true}""");
        });

        posted.Status.ShouldBe(HttpStatusCode.NotFound);
        rebound.Status.ShouldBe(HttpStatusCode.BadRequest);
        Application.Cloud.Settings.StrictRotation.ShouldBeFalse();
    }

    private async Task<HttpStatusCode> PutAsync(string path, string body) =>
        (await _fixture.Client.SendAsync(HttpMethod.Put, Url("/cloud" + path), token: null, request => request.Content = Json(body))).Status;

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private string Url(string path) => new Uri(_fixture.Emulator.BaseUrl, "_emulator" + path).AbsoluteUri;
}
