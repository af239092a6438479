using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class SignInTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Projects = "/DefaultCollection/_apis/projects";
    private const string Repositories = "/DefaultCollection/_apis/git/repositories";

    private readonly EmulatorClient _client = fixture.Client;

    [Theory]
    [InlineData("")]
    [InlineData("PAT")]
    [InlineData("SPACETECH\\anybody")]
    public async Task A_token_is_the_password_whatever_the_user_name_is(string user)
    {
        var answer = await _client.GetAsync(
            Projects, token: null, request => request.Headers.Authorization = EmulatorClient.Basic(_client.Token("full"), user));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Header("X-VSS-UserData").ShouldNotBeNull().ShouldEndWith(@":SPACETECH\isolberg");
    }

    [Theory]
    [InlineData("/_apis/connectionData")]
    [InlineData("/DefaultCollection/_apis/connectionData")]
    [InlineData(Projects)]
    [InlineData("/DefaultCollection/Mission%20Control/_git/flight-rules/info/refs?service=git-upload-pack")]
    public async Task Without_a_credential_all_ways_to_sign_in_are_offered(string url)
    {
        var answer = await _client.GetAsync(url, token: null);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers["WWW-Authenticate"].ShouldBe(["Bearer", "Basic realm=\"https://azure.spacetech.example\"", "Negotiate", "NTLM"]);
        answer.ContentType.ShouldNotBeNull().ShouldStartWith("text/html");
        Uri.UnescapeDataString(answer.Header("X-TFS-ServiceError")!).ShouldStartWith("TF400813: Resource not available for anonymous");
        Guid.TryParse(answer.Header("X-TFS-ProcessId"), out _).ShouldBeTrue();
        answer.Header("Server").ShouldBe("Microsoft-IIS/10.0");
        answer.Header("X-VSS-UserData").ShouldBeNull();
    }

    public static TheoryData<string, string?> UnknownCredentials => new()
    {
        { "Basic", Convert.ToBase64String(":wrong"u8) },
        { "Basic", "this is not base64" },
        { "Basic", null },
        { "NTLM", "TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAGAbEdAAAADw==" },
    };

    [Theory]
    [MemberData(nameof(UnknownCredentials))]
    public async Task An_unknown_credential_is_answered_like_none(string scheme, string? value)
    {
        var answer = await _client.GetAsync(Projects, token: null, request => request.Headers.Authorization = new(scheme, value));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers["WWW-Authenticate"].Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_revoked_token_is_answered_like_an_unknown_one() =>
        (await _client.GetAsync(Projects, "revoked")).Headers["WWW-Authenticate"].Count().ShouldBe(4);

    [Fact]
    public async Task A_server_takes_no_token_as_a_bearer()
    {
        var answer = await _client.GetAsync(
            Projects, token: null, request => request.Headers.Authorization = new("Bearer", _client.Token("full")));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("code-only", Projects)]
    [InlineData("project-only", Repositories)]
    [InlineData("project-only", "/DefaultCollection/Mission%20Control/_git/flight-rules/info/refs?service=git-upload-pack")]
    public async Task A_missing_scope_is_a_bare_401(string token, string url)
    {
        var answer = await _client.GetAsync(url, token);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers["WWW-Authenticate"].ShouldBe(["Basic realm=\"https://azure.spacetech.example\""]);
        answer.Body.ShouldBeEmpty();
        answer.Header("X-TFS-ServiceError").ShouldBeNull();
    }

    [Theory]
    [InlineData("code-only", Repositories)]
    [InlineData("project-only", Projects)]
    [InlineData("build", Repositories)]
    [InlineData("code-only", "/DefaultCollection/_apis/connectionData")]
    [InlineData("no-projects", "/DefaultCollection/_apis/connectionData")]
    public async Task A_token_may_do_what_its_scopes_allow(string token, string url) =>
        (await _client.GetAsync(url, token)).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("Accept", "application/json;api-version=7.1")]
    [InlineData("X-TFS-FedAuthRedirect", "Suppress")]
    public async Task An_expired_token_is_named_in_json_to_clients_that_are_no_browser(string header, string value)
    {
        var answer = await _client.GetAsync(Projects, "expired", request => request.Headers.TryAddWithoutValidation(header, value));

        answer.ShouldRefuse(HttpStatusCode.Unauthorized, "AccessCheckException", "The Personal Access Token used has expired.");
        answer.Json.GetProperty("customProperties").GetProperty("RequestedPermissions").GetInt32().ShouldBe(0);
        answer.Json.GetProperty("customProperties").GetProperty("Descriptor").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task An_expired_token_is_named_in_the_title_of_a_page_to_others()
    {
        var answer = await _client.GetAsync(Projects, "expired");

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.ContentType.ShouldNotBeNull().ShouldStartWith("text/html");
        answer.Text.ShouldContain("<title>Access Denied: The Personal Access Token used has expired.</title>");
    }

    [Fact]
    public async Task Team_Foundation_Server_writes_a_space_in_a_header_as_a_plus()
    {
        var answer = await _client.GetAsync("http://tfs.spacetech.example:8080/tfs/DefaultCollection/_apis/projects", token: null);

        answer.Header("X-TFS-ServiceError").ShouldNotBeNull().ShouldContain("Resource+not+available");
        answer.Headers["WWW-Authenticate"].ShouldContain(value => value == "Basic realm=\"http://tfs.spacetech.example:8080/tfs\"");
    }
}
