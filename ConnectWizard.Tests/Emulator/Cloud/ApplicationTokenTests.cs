using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using AzureDevOpsEmulator;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>Tokens of applications: by secret, certificate, assertion and the machine's identity, and what Azure DevOps lets them do.</summary>
public sealed class ApplicationTokenTests(CloudFixture fixture) : IClassFixture<CloudFixture>
{
    private const string Tenant = "spacetech.example";
    private const string Scope = CloudClient.Resource + "/.default";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private const string Service = "https://dev.azure.com/";

    private readonly CloudClient _application = fixture.Application;

    private EmulatedCloud Cloud => fixture.Emulator.Cloud;

    [Fact]
    public async Task A_secret_gives_an_access_token_alone()
    {
        var answer = await RequestAsync("builder");

        answer.Json.GetProperty("token_type").GetString().ShouldBe("Bearer");
        answer.Json.TryGetProperty("refresh_token", out _).ShouldBeFalse();
        answer.Json.TryGetProperty("id_token", out _).ShouldBeFalse();
    }

    public static TheoryData<string, string?, HttpStatusCode, string, int> Refused => new()
    {
        { "client_secret", "wrong", HttpStatusCode.Unauthorized, "invalid_client", 7000215 },
        { "client_secret", null, HttpStatusCode.Unauthorized, "invalid_client", 7000218 },
        { "client_id", "1b730954-1685-4b74-9bfd-dac224a7b894", HttpStatusCode.BadRequest, "unauthorized_client", 700016 },
        { "client_id", "3f16d8c0-b94e-4a72-87d5-c2e05f9a1b83", HttpStatusCode.BadRequest, "unauthorized_client", 700016 },
        { "client_id", "d41c5b8a-9e37-4f02-a6d8-1b7e30c95f82", HttpStatusCode.BadRequest, "unauthorized_client", 7000112 },
        { "scope", CloudClient.Resource + "/vso.code", HttpStatusCode.BadRequest, "invalid_scope", 1002012 },
        { "scope", null, HttpStatusCode.BadRequest, "invalid_request", 900144 },
        { "scope", "11111111-2222-3333-4444-555555555555/.default", HttpStatusCode.BadRequest, "invalid_resource", 500011 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_request_with_something_wrong_is_refused(string parameter, string? value, HttpStatusCode status, string error, int number) =>
        ShouldRefuse(await RequestAsync("builder", Tenant, (parameter, value)), status, error, number);

    [Fact]
    public async Task An_expired_secret_says_so() =>
        ShouldRefuse(await RequestAsync("builder", Tenant, ("client_secret", Client("builder").ExpiredSecret)), HttpStatusCode.Unauthorized, "invalid_client", 7000222);

    [Theory]
    [InlineData("organizations", "invalid_request", 50059)]
    [InlineData("nowhere.example", "invalid_request", 90002)]
    [InlineData("lunarlogistics.example", "unauthorized_client", 700016)]
    public async Task A_tenant_must_be_named_and_know_the_application(string tenant, string error, int number) =>
        ShouldRefuse(await RequestAsync("builder", tenant), HttpStatusCode.BadRequest, error, number);

    [Theory]
    [InlineData("RS256", "x5t")]
    [InlineData("PS256", "x5t#S256")]
    public async Task A_registered_certificate_proves_the_application(string algorithm, string thumbprint)
    {
        using var certificate = X509Certificate2.CreateFromPem(Cloud.BuilderCertificate, Cloud.BuilderCertificate);

        (await RequestSignedAsync(certificate, algorithm, thumbprint)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_certificate_proves_nothing()
    {
        using var key = SharedRsa.Open();
        using var other = new CertificateRequest("CN=Other", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));

        ShouldRefuse(await RequestSignedAsync(other, "PS256", "x5t#S256"), HttpStatusCode.Unauthorized, "invalid_client", 700027);
    }

    [Theory]
    [InlineData("aud", "https://elsewhere.example", 700023)]
    [InlineData("sub", "another", 700021)]
    public async Task A_signed_assertion_is_for_this_place_and_this_application(string claim, string value, int number)
    {
        using var certificate = X509Certificate2.CreateFromPem(Cloud.BuilderCertificate, Cloud.BuilderCertificate);

        ShouldRefuse(await RequestSignedAsync(certificate, "RS256", "x5t", (claim, value)), HttpStatusCode.Unauthorized, "invalid_client", number);
    }

    [Theory]
    [InlineData(null, null, 60, 0)]
    [InlineData("system:serviceaccount:builds:other", null, 60, 700213)]
    [InlineData(null, "api://another", 60, 700212)]
    [InlineData(null, null, -60, 700024)]
    public async Task An_assertion_of_the_cluster_is_for_one_subject_and_one_audience(string? subject, string? audience, int minutes, int number)
    {
        var answer = await RequestByAssertionAsync("pipeline", Cloud.CreateAssertion(subject, audience, TimeSpan.FromMinutes(minutes)));

        if (number == 0)
            answer.Status.ShouldBe(HttpStatusCode.OK);
        else
            ShouldRefuse(answer, HttpStatusCode.Unauthorized, "invalid_client", number);
    }

    [Theory]
    [InlineData("builder", 700211)]
    [InlineData("pipeline", 5002738)]
    public async Task An_assertion_is_trusted_by_its_application_and_as_signed(string client, int number)
    {
        var assertion = Cloud.CreateAssertion().Split('.');
        if (client == "pipeline")
            assertion[2] = Base64Url.EncodeToString(new byte[256]);

        ShouldRefuse(await RequestByAssertionAsync(client, string.Join('.', assertion)), HttpStatusCode.Unauthorized, "invalid_client", number);
    }

    [Fact]
    public async Task An_application_of_the_organization_reads_and_pushes_as_itself()
    {
        var bearer = CloudClient.Bearer(await TokenAsync("builder"));

        var connection = await fixture.Client.GetAsync(Service + "spacetech/_apis/connectionData", token: null, bearer);
        connection.Json.GetProperty("authenticatedUser").GetProperty("providerDisplayName").GetString().ShouldBe("SpaceTech Builder");
        (await fixture.Client.GetAsync(Service + "spacetech/_apis/git/repositories?api-version=7.1", token: null, bearer)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_that_was_not_added_is_told_its_object_id()
    {
        var refused = await fixture.Client.GetAsync(Service + "spacetech/_apis/projects?api-version=7.1", token: null, CloudClient.Bearer(await TokenAsync("outsider")));

        refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Json.GetProperty("message").GetString().ShouldStartWith("TF401444");
    }

    [Fact]
    public async Task One_without_a_license_sees_projects_and_no_code()
    {
        var bearer = CloudClient.Bearer(await TokenAsync("unlicensed"));

        (await fixture.Client.GetAsync(Service + "spacetech/_apis/projects?api-version=7.1", token: null, bearer)).Status.ShouldBe(HttpStatusCode.OK);
        var refused = await fixture.Client.GetAsync(Service + "spacetech/_apis/git/repositories?api-version=7.1", token: null, bearer);
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Json.GetProperty("message").GetString().ShouldStartWith("TF400409");
    }

    [Theory]
    [InlineData("spacetech.example", 0)]
    [InlineData("lunarlogistics.example", 2)]
    public async Task An_organization_of_another_tenant_can_be_empty_and_names_its_tenant(string tenant, int projects)
    {
        var answer = await fixture.Client.GetAsync(
            Service + "lunar-outpost/_apis/projects?api-version=7.1", token: null, CloudClient.Bearer(await _application.AccessTokenAsync("dmitri", tenant)));

        (answer.Items.Count >= projects, answer.Items.Count > 0).ShouldBe((true, projects > 0));
        answer.Headers["X-VSS-ResourceTenant"].ShouldHaveSingleItem().ShouldBe(Cloud.Tenants.Single(known => known.Domain == "lunarlogistics.example").Id.ToString());
    }

    [Fact]
    public async Task Without_the_permission_to_contribute_the_refusal_names_who_and_where()
    {
        const string Refs = Service + "spacetech/Mission%20Control/_apis/git/repositories/mission-control/refs?api-version=7.1";
        var token = await TokenAsync("reader");

        var answer = await fixture.Client.SendAsync(HttpMethod.Post, Refs, token: null, request =>
        {
            CloudClient.Bearer(token)(request);
            request.Content = JsonContent.Create(new[] { new { name = "refs/heads/x", oldObjectId = new string('0', 40), newObjectId = new string('1', 40) } });
        });

        answer.ShouldRefuse(
            HttpStatusCode.Forbidden, "GitNeedsPermissionException", "TF401027: You need the Git 'GenericContribute' permission to perform this action. Details: identity '");
        answer.TextAt("message").ShouldNotBeNull().ShouldEndWith("', scope 'repository'.");
    }

    private EmulatedClient Client(string name) => Cloud.Clients.Single(client => client.Name == name);

    private async Task<string> TokenAsync(string client) => (await RequestAsync(client)).Json.GetProperty("access_token").GetString()!;

    private Task<WireResponse> RequestAsync(string client, string tenant = Tenant, params (string Name, string? Value)[] changes) =>
        _application.TokenAsync(tenant, prepare: null,
        [
            ("client_id", Client(client).ClientId), ("client_secret", Client(client).ClientSecret), ("grant_type", "client_credentials"),
            ("scope", Scope), ("redirect_uri", null), ("code_verifier", null), .. changes,
        ]);

    private Task<WireResponse> RequestByAssertionAsync(string client, string assertion) =>
        RequestAsync(client, Tenant, ("client_secret", null), ("client_assertion_type", AssertionType), ("client_assertion", assertion));

    private async Task<WireResponse> RequestSignedAsync(X509Certificate2 certificate, string algorithm, string thumbprint, params (string Name, string Value)[] changes)
    {
        var id = Client("builder").ClientId;
        var hash = thumbprint == "x5t" ? certificate.GetCertHash() : SHA256.HashData(certificate.RawData);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = id,
            ["sub"] = id,
            ["aud"] = Cloud.BrowserAuthority.AbsoluteUri.Replace("/organizations", "/" + Tenant, StringComparison.Ordinal) + "/oauth2/v2.0/token",
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
        };
        foreach (var (name, value) in changes)
            claims[name] = value;
        var content = $"{Encode(new Dictionary<string, object>(StringComparer.Ordinal) { ["alg"] = algorithm, [thumbprint] = Base64Url.EncodeToString(hash) })}.{Encode(claims)}";
        using var key = certificate.GetRSAPrivateKey()!;
        var padding = algorithm == "RS256" ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss;
        var signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, padding);
        return await RequestByAssertionAsync("builder", $"{content}.{Base64Url.EncodeToString(signature)}");
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private static void ShouldRefuse(WireResponse answer, HttpStatusCode status, string error, int number)
    {
        answer.Status.ShouldBe(status, answer.Text);
        answer.Json.GetProperty("error").GetString().ShouldBe(error);
        answer.Json.GetProperty("error_codes")[0].GetInt32().ShouldBe(number);
    }
}
