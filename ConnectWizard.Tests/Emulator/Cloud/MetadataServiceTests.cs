using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>The machine's metadata service: tokens of its identity for those who ask as documented.</summary>
public sealed class MetadataServiceTests(CloudFixture fixture) : IClassFixture<CloudFixture>
{
    private const string Url = "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=" + CloudClient.Resource;

    [Fact]
    public async Task It_gives_out_a_token_that_azure_devops_accepts()
    {
        var answer = await GetAsync(Url);
        answer.Json.GetProperty("expires_in").GetString().ShouldNotBeNullOrEmpty();

        var projects = await fixture.Client.GetAsync(
            "https://dev.azure.com/spacetech/_apis/projects?api-version=7.1", token: null, CloudClient.Bearer(answer.Json.GetProperty("access_token").GetString()!));
        projects.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("&client_id=3f16d8c0-b94e-4a72-87d5-c2e05f9a1b83", HttpStatusCode.OK)]
    [InlineData("&client_id=0c7d52e9-84b1-4e3f-b6a2-9d15f3780c4a", HttpStatusCode.BadRequest)]
    public async Task An_identity_can_be_named(string query, HttpStatusCode status) => (await GetAsync(Url + query)).Status.ShouldBe(status);

    [Theory]
    [InlineData("X-Forwarded-For", "10.1.2.3")]
    [InlineData("Metadata", "false")]
    public async Task It_refuses_what_may_have_been_led_to_it(string header, string value) =>
        (await GetAsync(Url, request => request.Headers.TryAddWithoutValidation(header, value))).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_machine_without_an_identity_says_so()
    {
        fixture.Emulator.Cloud.Settings.HasManagedIdentity = false;
        var answer = await GetAsync(Url);
        fixture.Emulator.Cloud.Settings.HasManagedIdentity = true;

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("error_description").GetString().ShouldBe("Identity not found");
    }

    private Task<WireResponse> GetAsync(string url, Action<HttpRequestMessage>? prepare = null) => fixture.Client.GetAsync(url, token: null, request =>
    {
        prepare?.Invoke(request);
        if (!request.Headers.Contains("Metadata"))
            request.Headers.Add("Metadata", "true");
    });
}
