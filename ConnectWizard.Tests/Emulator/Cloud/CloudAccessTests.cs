using System.Net;
using System.Net.Http.Json;
using System.Text;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>Who gets into Azure DevOps Services, and how the others are refused.</summary>
public sealed class CloudAccessTests(CloudFixture fixture) : IClassFixture<CloudFixture>
{
    private const string Service = "https://dev.azure.com/";
    private const string Projects = "/_apis/projects?api-version=7.1";

    private readonly EmulatorClient _client = fixture.Client;
    private readonly CloudClient _application = fixture.Application;

    [Fact]
    public async Task Without_a_credential_who_wants_a_status_gets_all_challenges_and_the_tenant()
    {
        var answer = await _client.GetAsync(Service + "spacetech" + Projects, token: null, Suppress);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers["WWW-Authenticate"].ShouldBe(
        [
            $"Bearer authorization_uri=https://login.microsoftonline.com/{TenantOf("spacetech.example")}",
            "Basic realm=\"https://tfsprodweu3.visualstudio.com/\"",
            "TFS-Federated",
        ]);
        answer.Header("X-VSS-ResourceTenant").ShouldBe(TenantOf("spacetech.example"));
        ServiceError(answer).ShouldStartWith("TF400813: Resource not available for anonymous access.");
        answer.Header("X-VSS-UserData").ShouldBeNull();
        answer.Header("Server").ShouldBeNull();
    }

    [Theory]
    [InlineData("spacetech", "spacetech.example")]
    [InlineData("lunar-logistics", "lunarlogistics.example")]
    [InlineData("lunar-outpost", null)]
    public async Task The_account_service_tells_anybody_the_tenant_of_an_organization(string organization, string? tenant)
    {
        var answer = await _client.SendAsync(HttpMethod.Head, "https://vssps.dev.azure.com/" + organization, token: null);

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Header("X-VSS-ResourceTenant").ShouldBe(tenant is null ? null : TenantOf(tenant));
    }

    [Fact]
    public async Task A_member_may_create_a_branch_and_is_named_as_its_author()
    {
        const string Refs = "https://dev.azure.com/spacetech/Mission%20Control/_apis/git/repositories/mission-control/refs";
        var main = (await _client.GetAsync(Refs + "?filter=heads/main", "services-full")).Items[0].GetProperty("objectId").GetString();
        var update = new[] { new { name = "refs/heads/made-here", oldObjectId = new string('0', 40), newObjectId = main } };

        var answer = await _client.SendAsync(HttpMethod.Post, Refs + "?api-version=7.1", "services-full", request => request.Content = JsonContent.Create(update));

        answer.Items.ShouldHaveSingleItem().GetProperty("success").GetBoolean().ShouldBeTrue();
        var pushes = await _client.GetAsync(Refs.Replace("/refs", "/pushes", StringComparison.Ordinal), "services-full");
        WireResponse.At(pushes.Items[0], "pushedBy/displayName").GetString().ShouldBe("Ada Lindqvist");
    }

    [Theory]
    [InlineData("dev.azure.com", true)]
    [InlineData("dev.azure.com", false)]
    [InlineData("azure.spacetech.example", false)]
    public async Task The_cloud_wants_its_name_in_the_hello(string host, bool namesIt)
    {
        var target = fixture.Emulator.Endpoints.Single(endpoint => endpoint.Host == host && endpoint.Port == 443).Target;
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(target, TestContext.Current.CancellationToken);
        await using var tls = new System.Net.Security.SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsClientAsync(namesIt ? host : "");

        await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);

        var isAnswered = false;
        try
        {
            isAnswered = await tls.ReadAsync(new byte[1], TestContext.Current.CancellationToken) == 1;
        }
        catch (IOException)
        {
            // The connection was reset.
        }

        isAnswered.ShouldBe(namesIt || host != "dev.azure.com");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic OnVua25vd24=")]
    [InlineData("Bearer unknown")]
    public async Task Others_are_led_to_a_sign_in_page_with_status_203(string? authorization)
    {
        var answer = await _client.GetAsync(Service + "spacetech" + Projects, token: null, request => Authorize(request, authorization));
        var page = await _client.GetAsync(answer.Header("Location")!, token: null);

        answer.Status.ShouldBe(HttpStatusCode.Found);
        answer.Header("Location").ShouldNotBeNull().ShouldStartWith("https://app.vssps.visualstudio.com/_signin?realm=dev.azure.com&reply_to=https%3A%2F%2Fdev.azure.com%2Fspacetech");
        page.Status.ShouldBe(HttpStatusCode.NonAuthoritativeInformation);
        page.Text.ShouldContain("<title>Azure DevOps Services | Sign In</title>");
    }

    [Theory]
    [InlineData("services-revoked", "spacetech")]
    [InlineData("services-full", "spacetech-labs")]
    [InlineData("full", "spacetech")]
    public async Task A_token_that_is_not_good_here_is_an_unknown_one(string token, string organization)
    {
        var answer = await _client.GetAsync(Service + organization + Projects, token, Suppress);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        ServiceError(answer).ShouldStartWith("TF400813: The user 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa' is not authorized");
    }

    [Fact]
    public async Task A_personal_token_is_no_bearer_and_no_token_of_a_server()
    {
        var bearer = await _client.GetAsync(Service + "spacetech" + Projects, token: null, CloudClient.Bearer(_client.Token("services-full")));
        var server = await _client.GetAsync("/DefaultCollection" + Projects, "services-full");

        bearer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        server.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_expired_token_is_named()
    {
        var answer = await _client.GetAsync(Service + "spacetech" + Projects, "services-expired", Suppress);

        answer.ShouldRefuse(HttpStatusCode.Unauthorized, "AccessCheckException", "The Personal Access Token used has expired.");
    }

    [Theory]
    [InlineData("services-full", "spacetech")]
    [InlineData("services-global", "spacetech-labs")]
    [InlineData("services-guarded", "spacetech-guarded")]
    public async Task A_personal_token_opens_its_organizations(string token, string organization)
    {
        var answer = await _client.GetAsync(Service + organization + Projects, token);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Header("X-VSS-UserData").ShouldNotBeNull().ShouldEndWith("@spacetech.example");
    }

    [Fact]
    public async Task A_missing_scope_is_a_bare_401()
    {
        var access = await _application.AccessTokenAsync(scope: CloudClient.Resource + "/vso.code");
        var bearer = await _client.GetAsync(Service + "spacetech" + Projects, token: null, CloudClient.Bearer(access));
        var personal = await _client.GetAsync(Service + "spacetech" + Projects, "services-code-only", Suppress);

        foreach (var answer in new[] { bearer, personal })
        {
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Body.ShouldBeEmpty();
            answer.Headers["WWW-Authenticate"].ShouldBe(["Basic realm=\"https://tfsprodweu3.visualstudio.com/\""]);
        }
    }

    [Theory]
    [InlineData(".default")]
    [InlineData("user_impersonation")]
    public async Task The_wide_scopes_open_what_they_include(string scope)
    {
        var access = await _application.AccessTokenAsync(scope: $"{CloudClient.Resource}/{scope}");

        (await _client.GetAsync(Service + "spacetech" + Projects, token: null, CloudClient.Bearer(access))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_is_no_member_is_named_by_their_own_identity()
    {
        var access = await _application.AccessTokenAsync("chiara");
        var me = await _client.GetAsync("https://app.vssps.visualstudio.com/_apis/profile/profiles/me", token: null, CloudClient.Bearer(access));
        var answer = await _client.GetAsync(Service + "spacetech" + Projects, token: null, CloudClient.Bearer(access));

        answer.ShouldRefuse(HttpStatusCode.Unauthorized, "UnauthorizedRequestException", $"TF400813: The user '{me.TextAt("id")}'");
        answer.Headers["WWW-Authenticate"].ShouldBe(["TFS-Federated", "Bearer"]);
    }

    [Fact]
    public async Task An_organization_of_another_tenant_says_which_and_a_sign_in_there_opens_it()
    {
        var home = await _client.GetAsync(
            Service + "lunar-logistics" + Projects, token: null, CloudClient.Bearer(await _application.AccessTokenAsync("dmitri")));
        var there = await _client.GetAsync(
            Service + "lunar-logistics" + Projects, token: null,
            CloudClient.Bearer(await _application.AccessTokenAsync("dmitri", home.Header("X-VSS-ResourceTenant")!)));

        home.Status.ShouldBe(HttpStatusCode.Unauthorized);
        ServiceError(home).ShouldStartWith("TF400813: ");
        home.Headers["WWW-Authenticate"].First().ShouldEndWith("/" + TenantOf("lunarlogistics.example"));
        there.Status.ShouldBe(HttpStatusCode.OK, there.Text);
    }

    [Fact]
    public async Task Where_a_policy_refuses_oauth_a_bearer_looks_unknown_and_the_same_as_a_password_gets_nothing()
    {
        var access = await _application.AccessTokenAsync("bruno");
        var bearer = await _client.GetAsync(Service + "spacetech-guarded" + Projects, token: null, CloudClient.Bearer(access));
        var password = await _client.GetAsync(
            Service + "spacetech-guarded" + Projects, token: null, request => request.Headers.Authorization = EmulatorClient.Basic(access));

        ServiceError(bearer).ShouldStartWith("TF400813: ");
        password.Status.ShouldBe(HttpStatusCode.Unauthorized);
        password.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_access_token_is_taken_as_a_password()
    {
        var access = await _application.AccessTokenAsync();
        var answer = await _client.GetAsync(
            Service + "spacetech" + Projects, token: null, request => request.Headers.Authorization = EmulatorClient.Basic(access));

        answer.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_for_another_resource_is_unknown()
    {
        var access = await _application.AccessTokenAsync(scope: "openid profile");
        var answer = await _client.GetAsync(Service + "spacetech" + Projects, token: null, CloudClient.Bearer(access));
        var info = await _client.GetAsync("https://login.microsoftonline.com/oidc/userinfo", token: null, CloudClient.Bearer(access));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        info.TextAt("name").ShouldBe("Ada Lindqvist");
    }

    [Theory]
    [InlineData("https://dev.azure.com/nowhere")]
    [InlineData("https://dev.azure.com")]
    [InlineData("https://dev.azure.com/spacetech-retired")]
    public async Task An_organization_that_is_not_there_is_a_page(string organization)
    {
        var answer = await _client.GetAsync(organization + Projects, "services-global", Suppress);

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.ContentType.ShouldNotBeNull().ShouldStartWith("text/html");
    }

    [Fact]
    public async Task A_stopped_organization_says_so_to_everybody_with_a_byte_order_mark()
    {
        var answer = await _client.GetAsync(Service + "spacetech-archive" + Projects, token: null);

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Body.Take(3).ShouldBe(Encoding.UTF8.GetPreamble());
        answer.Text.ShouldContain("TF24668");
    }

    [Fact]
    public async Task Throttling_refuses_and_delaying_serves_late()
    {
        var access = CloudClient.Bearer(await _application.AccessTokenAsync("bruno"));
        var busy = await _client.GetAsync(Service + "spacetech-busy" + Projects, token: null, access);
        var slow = await _client.GetAsync(Service + "spacetech-slow" + Projects, token: null, access);

        busy.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        busy.Header("Retry-After").ShouldBe("30");
        slow.Status.ShouldBe(HttpStatusCode.OK);
        slow.Header("X-RateLimit-Delay").ShouldNotBeNull();
    }

    private static void Suppress(HttpRequestMessage request) => request.Headers.Add("X-TFS-FedAuthRedirect", "Suppress");

    private static void Authorize(HttpRequestMessage request, string? authorization)
    {
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
    }

    private static string ServiceError(WireResponse answer) => Uri.UnescapeDataString(answer.Header("X-TFS-ServiceError").ShouldNotBeNull());

    private string TenantOf(string domain) => _application.Cloud.Tenants.Single(tenant => tenant.Domain == domain).Id.ToString();
}
