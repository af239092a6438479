using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class ResourceLocationTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string ProjectsId = "603fe2ac-9723-48b9-88ad-09305aa6c6e1";

    private readonly EmulatorClient _client = fixture.Client;

    [Theory]
    [InlineData("https://azure.spacetech.example", "7.1", "7.1")]
    [InlineData("https://devops.spacetech.example/tfs", "6.0", "6.1")]
    [InlineData("https://code.spacetech.example", "7.0", "7.0")]
    [InlineData("https://next.spacetech.example", "7.2", "7.2")]
    [InlineData("https://old.spacetech.example", "5.0", "5.1")]
    [InlineData("http://tfs.spacetech.example:8080/tfs", "4.1", "4.1")]
    public async Task The_level_of_a_server_shows_in_the_versions_of_its_projects(string server, string released, string highest)
    {
        var answer = await _client.SendAsync(HttpMethod.Options, server + "/DefaultCollection/_apis");

        var projects = answer.Items.Single(item => item.GetProperty("id").GetString() == ProjectsId);
        projects.GetProperty("releasedVersion").GetString().ShouldBe(released);
        projects.GetProperty("maxVersion").GetString().ShouldBe(highest);
        projects.GetProperty("routeTemplate").GetString().ShouldBe("_apis/{resource}/{*projectId}");
        answer.Json.GetProperty("count").GetInt32().ShouldBe(answer.Items.Count);
    }

    [Theory]
    [InlineData("/DefaultCollection/_apis/")]
    [InlineData("/DefaultCollection/_apis?allHostTypes=True")]
    [InlineData("/_apis")]
    public async Task Every_client_s_way_to_ask_for_the_table_is_understood(string url)
    {
        var answer = await _client.SendAsync(HttpMethod.Options, url);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Items.ShouldContain(item => item.GetProperty("id").GetString() == ProjectsId);
    }

    [Fact]
    public async Task An_area_has_its_own_part_of_the_table()
    {
        var answer = await _client.SendAsync(HttpMethod.Options, "/DefaultCollection/_apis/git");

        answer.Items.ShouldAllBe(item => item.GetProperty("area").GetString() == "git");
        answer.Items.Select(item => item.GetProperty("resourceName").GetString()).ShouldContain(name => name == "repositories");
    }

    [Fact]
    public async Task Connection_data_has_never_been_released()
    {
        var answer = await _client.SendAsync(HttpMethod.Options, "/DefaultCollection/_apis/Location");

        var connectionData = answer.Items.Single(item => item.GetProperty("resourceName").GetString() == "ConnectionData");
        connectionData.GetProperty("releasedVersion").GetString().ShouldBe("0.0");
    }

    [Fact]
    public async Task Resource_areas_are_none_on_a_server()
    {
        var answer = await _client.GetAsync("/DefaultCollection/_apis/ResourceAreas");

        answer.Text.ShouldBe("""{"count":0,"value":null}""");
        (await _client.GetAsync("/DefaultCollection/_apis/ResourceAreas/4e080c62-fa21-4fbc-8fef-2a10a2b38049"))
            .Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("GET", "/DefaultCollection/_apis/wit/workitems/1?api-version=7.1")]
    [InlineData("GET", "/DefaultCollection/_apis/projects/Mission%20Control/teams")]
    [InlineData("POST", "/DefaultCollection/_apis/hooks/inputValuesQuery?api-version=7.1")]
    [InlineData("DELETE", "/DefaultCollection/_apis/git/repositories/5bd7ea04-36be-47c5-a1a5-c8ad1f7f8f8f?api-version=7.1")]
    public async Task What_is_not_implemented_says_so(string method, string url)
    {
        var answer = await _client.SendAsync(HttpMethod.Parse(method), url);

        answer.Status.ShouldBe(HttpStatusCode.NotImplemented);
        answer.TextAt("message").ShouldNotBeNull().ShouldStartWith($"The Azure DevOps emulator does not implement {method} ");
        answer.Json.GetProperty("typeKey").ValueKind.ShouldBe(JsonValueKind.String);
    }
}
