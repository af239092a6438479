using System.Text.Json;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class ConnectionDataTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = fixture.Client;

    [Fact]
    public async Task It_says_who_asks_and_which_collection_answers()
    {
        var answer = await _client.GetAsync("/Flight%20Systems/_apis/connectionData", "project-admin");

        var user = answer.Json.GetProperty("authenticatedUser");
        user.GetProperty("providerDisplayName").GetString().ShouldBe("Jürgen Weiß");
        user.GetProperty("properties").GetProperty("Account").GetProperty("$value").GetString().ShouldBe("jweiss");
        answer.Json.GetProperty("authorizedUser").GetProperty("id").GetGuid().ShouldBe(user.GetProperty("id").GetGuid());
        answer.Json.GetProperty("deploymentType").GetString().ShouldBe("onPremises");
        answer.Header("X-VSS-UserData").ShouldNotBeNull().ShouldStartWith(user.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task A_person_has_another_identity_in_each_collection_and_on_the_server()
    {
        string[] hosts = ["/_apis", "/DefaultCollection/_apis", "/Flight%20Systems/_apis"];
        var answers = await Task.WhenAll(hosts.Select(host => _client.GetAsync(host + "/connectionData")));

        answers.Select(answer => answer.Json.GetProperty("authenticatedUser").GetProperty("id").GetGuid()).Distinct().Count().ShouldBe(3);
        answers.Select(answer => answer.Json.GetProperty("instanceId").GetGuid()).Distinct().Count().ShouldBe(3);
        answers.Select(answer => answer.Json.GetProperty("deploymentId").GetGuid()).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("https://azure.spacetech.example", "https://azure.spacetech.example/", "")]
    [InlineData("https://devops.spacetech.example/tfs", "https://devops.spacetech.example/", "tfs")]
    [InlineData("http://devops.spacetech.example/tfs", "http://devops.spacetech.example/", "tfs")]
    [InlineData("http://tfs.spacetech.example:8080/tfs", "http://tfs.spacetech.example:8080/", "tfs")]
    public async Task A_rightly_configured_server_gives_the_address_it_was_asked_at(
        string server, string accessPoint, string virtualDirectory)
    {
        var answer = await _client.GetAsync(server + "/DefaultCollection/_apis/connectionData");

        var mapping = AccessMapping(answer);
        mapping.GetProperty("moniker").GetString().ShouldBe("PublicAccessMapping");
        mapping.GetProperty("accessPoint").GetString().ShouldBe(accessPoint);
        mapping.GetProperty("virtualDirectory").GetString().ShouldBe(virtualDirectory);
        answer.Json.GetProperty("webApplicationRelativeDirectory").GetString().ShouldBe(virtualDirectory);
    }

    [Theory]
    [InlineData("localhost-links", "http://localhost:8080/")]
    [InlineData("other-host-links", "https://devops-internal.spacetech.example/")]
    [InlineData("http-links", "http://http-links.spacetech.example:8080/")]
    public async Task A_wrong_public_url_shows_in_every_link(string scene, string accessPoint)
    {
        var server = $"https://{scene}.spacetech.example/DefaultCollection/_apis/";
        var connection = await _client.GetAsync(server + "connectionData");
        var repositories = await _client.GetAsync(server + "git/repositories");

        AccessMapping(connection).GetProperty("accessPoint").GetString().ShouldBe(accessPoint);
        foreach (var name in new[] { "url", "remoteUrl", "webUrl" })
            repositories.Items.ShouldAllBe(repository => repository.GetProperty(name).GetString()!.StartsWith(accessPoint));
    }

    [Fact]
    public async Task Services_are_listed_when_they_are_asked_for()
    {
        var with = await _client.GetAsync("/DefaultCollection/_apis/connectionData?connectOptions=1&lastChangeId=-1&lastChangeId64=-1");
        var without = await _client.GetAsync("/DefaultCollection/_apis/connectionData");

        var location = with.Json.GetProperty("locationServiceData");
        location.GetProperty("serviceOwner").GetString().ShouldBe("87966eaa-cb2a-443f-be3c-47bd3b5bf3cb");
        location.GetProperty("serviceDefinitions").GetArrayLength().ShouldBeGreaterThan(0);
        without.Json.GetProperty("locationServiceData").TryGetProperty("serviceDefinitions", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Team_Foundation_Server_does_not_say_how_it_is_deployed()
    {
        var answer = await _client.GetAsync("http://tfs.spacetech.example:8080/tfs/DefaultCollection/_apis/connectionData");

        answer.Json.TryGetProperty("deploymentType", out _).ShouldBeFalse();
    }

    private static JsonElement AccessMapping(WireResponse answer) =>
        answer.Json.GetProperty("locationServiceData").GetProperty("accessMappings").EnumerateArray().Single();
}
