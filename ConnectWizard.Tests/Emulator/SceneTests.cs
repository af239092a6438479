using System.Net;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class SceneTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Projects = "/DefaultCollection/_apis/projects";

    private readonly EmulatorClient _client = fixture.Client;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("not-azure-devops", 404, "nginx")]
    [InlineData("stopped-collection", 503, "TF24668: The following team project collection is stopped: DefaultCollection.")]
    [InlineData("html-200", 200, "<title>Welcome to the SpaceTech guest network</title>")]
    [InlineData("sign-in-203", 203, "<title>Azure DevOps Services | Sign In</title>")]
    [InlineData("redirect", 302, "Object moved")]
    [InlineData("throttled", 429, "TF400733: The request has been canceled")]
    [InlineData("server-error", 500, "TF400898: An Internal Error Occurred.")]
    [InlineData("iis-basic", 401, "Access is denied due to invalid credentials")]
    [InlineData("windows-only", 401, "Access is denied due to invalid credentials")]
    [InlineData("tfs-2018", 200, "\"count\"")]
    [InlineData("server-2019", 200, "\"count\"")]
    [InlineData("localhost-links", 200, "http://localhost:8080/")]
    [InlineData("proxy-502", 502, "502 Bad Gateway")]
    [InlineData("proxy-407", 407, "Cache Access Denied")]
    [InlineData("proxy-403", 403, "could not be retrieved")]
    [InlineData("http-sys-404", 404, "HTTP Error 404. The requested resource is not found.")]
    [InlineData("http-sys-503", 503, "HTTP Error 503. The service is unavailable.")]
    [InlineData("redirect-metadata", 307, "Object moved")]
    [InlineData("sign-in-302", 302, "Object moved")]
    [InlineData("newer-version", 200, "\"count\"")]
    [InlineData("delayed", 200, "\"count\"")]
    [InlineData("not-a-member", 401, "UnauthorizedRequestException")]
    [InlineData("conditional-access", 403, "VS403463: The conditional access policy")]
    [InlineData("without-projects", 200, "\"count\":0")]
    [InlineData("tfvc-only", 200, "Guidance 2009")]
    public async Task A_scene_is_the_same_under_its_name_and_its_direct_address(string name, int status, string part)
    {
        var scene = fixture.Emulator.Scenes.Single(candidate => candidate.Name == name);
        foreach (var url in new[] { scene.Url, scene.DirectUrl })
        {
            var answer = await _client.GetAsync(url.AbsoluteUri.TrimEnd('/') + Projects, scene.Token);
            ((int)answer.Status).ShouldBe(status);
            answer.Text.ShouldContain(part);
        }
    }

    [Fact]
    public async Task A_stopped_collection_s_json_begins_with_a_byte_order_mark_and_the_server_still_answers()
    {
        var collection = await _client.GetAsync("https://stopped-collection.spacetech.example" + Projects);
        var server = await _client.GetAsync("https://stopped-collection.spacetech.example/_apis/projectCollections");

        collection.Body.Take(3).ShouldBe(Encoding.UTF8.GetPreamble());
        collection.ContentType.ShouldBe("application/json");
        server.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Throttling_says_when_to_come_again() =>
        (await _client.GetAsync("https://throttled.spacetech.example" + Projects)).Header("Retry-After").ShouldBe("30");

    [Fact]
    public async Task A_redirect_leads_to_another_host()
    {
        var location = (await _client.GetAsync("https://redirect.spacetech.example" + Projects)).Header("Location");

        new Uri(location!).Host.ShouldBe("login.spacetech.example");
    }

    [Fact]
    public async Task A_redirect_to_itself_leads_to_the_address_that_was_asked()
    {
        var asked = "https://redirect-itself.spacetech.example" + Projects + "?$top=1";

        (await _client.GetAsync(asked)).Header("Location").ShouldBe(asked);
    }

    [Fact]
    public async Task A_delayed_answer_says_how_much_and_when_to_come_again()
    {
        var answer = await _client.GetAsync("https://delayed.spacetech.example" + Projects);

        answer.Header("X-RateLimit-Delay").ShouldBe("0.2");
        answer.Header("X-RateLimit-Remaining").ShouldBe("0");
        answer.Header("Retry-After").ShouldBe("5");
    }

    [Fact]
    public async Task A_global_token_is_refused_in_a_header_alone()
    {
        var answer = await _client.GetAsync("https://global-token.spacetech.example" + Projects);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        Uri.UnescapeDataString(answer.Header("X-TFS-ServiceError")!).ShouldContain("prohibits access by global Personal Access Token");
        answer.Text.ShouldNotContain("global");
    }

    [Theory]
    [InlineData("proxy-407", "Proxy-Authenticate", "Negotiate")]
    [InlineData("proxy-403", "Via", "1.1 proxy.spacetech.example (squid/6.10)")]
    [InlineData("http-sys-401", "Server", "Microsoft-HTTPAPI/2.0")]
    public async Task What_stands_in_front_is_told_by_its_headers(string scene, string header, string value) =>
        (await _client.GetAsync($"https://{scene}.spacetech.example" + Projects)).Headers[header].ShouldContain(one => one == value);

    [Theory]
    [InlineData("hang-projects", "/DefaultCollection/_apis/git/repositories")]
    [InlineData("hang-repositories", Projects)]
    [InlineData("git-refused", Projects)]
    [InlineData("no-repository-permission", Projects)]
    public async Task What_a_scene_does_not_name_is_answered(string scene, string path) =>
        (await _client.GetAsync($"https://{scene}.spacetech.example" + path)).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task An_answer_that_is_reset_in_the_middle_begins_well()
    {
        using var response = await _client.BeginAsync("https://reset-mid-answer.spacetech.example" + Projects, Ct);
        await using var body = await response.Content.ReadAsStreamAsync(Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<IOException>(() => body.CopyToAsync(Stream.Null, Ct));
    }

    [Fact]
    public async Task A_project_that_is_no_project_is_refused_whatever_is_asked_about_it() =>
        (await _client.GetAsync("https://azure.spacetech.example/Flight%20Systems/DefaultCollection/_apis/connectionData")).Text
            .ShouldContain("TF200016: The following project does not exist: DefaultCollection.");

    [Fact]
    public async Task Ways_to_sign_in_that_exclude_tokens_show_in_the_challenges()
    {
        var basic = await _client.GetAsync("https://iis-basic.spacetech.example" + Projects);
        var windows = await _client.GetAsync("https://windows-only.spacetech.example" + Projects);

        basic.Headers["WWW-Authenticate"].ShouldBe(["Bearer", "Basic realm=\"iis-basic.spacetech.example\"", "Negotiate", "NTLM"]);
        windows.Headers["WWW-Authenticate"].ShouldBe(["Negotiate", "NTLM"]);
    }

    [Fact]
    public async Task Broken_json_is_broken()
    {
        var answer = await _client.GetAsync("https://broken-json.spacetech.example" + Projects);

        answer.ContentType.ShouldNotBeNull().ShouldStartWith("application/json");
        Should.Throw<JsonException>(() => answer.Json);
    }

    [Fact]
    public async Task An_oversize_answer_goes_on_past_any_bound()
    {
        using var response = await _client.BeginAsync("https://oversize.spacetech.example" + Projects, Ct);
        await using var body = await response.Content.ReadAsStreamAsync(Ct);

        await body.ReadExactlyAsync(new byte[16 * 1024 * 1024], Ct);
    }

    [Theory]
    [InlineData("", "TF200016: Das folgende Projekt ist nicht vorhanden: Nowhere.")]
    [InlineData("de, en;q=0.5", "TF200016: Das folgende Projekt ist nicht vorhanden: Nowhere.")]
    [InlineData("en-US", "TF200016: The following project does not exist: Nowhere.")]
    public async Task A_german_server_speaks_english_to_who_accepts_it(string accepted, string message)
    {
        var answer = await _client.GetAsync("https://german.spacetech.example/DefaultCollection/Nowhere/_apis/git/repositories", prepare: request =>
            request.Headers.TryAddWithoutValidation("Accept-Language", accepted));

        answer.ShouldRefuse(HttpStatusCode.NotFound, "ProjectDoesNotExistWithNameException", message);
        var anonymous = await _client.GetAsync("https://german.spacetech.example" + Projects, token: null);
        Uri.UnescapeDataString(anonymous.Header("X-TFS-ServiceError")!).ShouldStartWith("TF400813: Die Ressource ist");
    }

    [Fact]
    public async Task A_drip_begins_and_does_not_end()
    {
        using var response = await _client.BeginAsync("https://drip.spacetech.example" + Projects, Ct);
        await using var body = await response.Content.ReadAsStreamAsync(Ct);
        var bytes = new byte[2];
        await body.ReadExactlyAsync(bytes, Ct);

        bytes.ShouldBe("{ "u8.ToArray());
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("self-signed")]
    [InlineData("other-authority")]
    [InlineData("expired-certificate")]
    [InlineData("wrong-name")]
    public async Task A_bad_certificate_is_refused_by_a_client_that_checks(string name)
    {
        var scene = fixture.Emulator.Scenes.Single(candidate => candidate.Name == name);
        foreach (var url in new[] { scene.Url, scene.DirectUrl })
        {
            var failure = await Should.ThrowAsync<HttpRequestException>(() => _client.GetAsync(url.AbsoluteUri));
            failure.InnerException.ShouldBeOfType<AuthenticationException>();
        }
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("reset-after-tls")]
    [InlineData("refused")]
    [InlineData("plain-http-on-tls-port")]
    [InlineData("old-tls")]
    public async Task Below_http_a_request_fails(string name)
    {
        var scene = fixture.Emulator.Scenes.Single(candidate => candidate.Name == name);

        await Should.ThrowAsync<HttpRequestException>(() => _client.GetAsync(scene.Url.AbsoluteUri));
    }
}
