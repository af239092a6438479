using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class ProjectTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = fixture.Client;

    [Theory]
    [InlineData("")]
    [InlineData("&$top=7")]
    [InlineData("&$top=100")]
    public async Task Pages_follow_the_token_and_cover_every_project_once(string size)
    {
        List<string> names = [];
        string? token = "0";
        while (token is not null)
        {
            var page = await _client.GetAsync($"/Flight%20Systems/_apis/projects?api-version=7.1{size}&continuationToken={token}");
            page.Json.GetProperty("count").GetInt32().ShouldBe(page.Names.Count);
            names.AddRange(page.Names);
            token = page.Header("x-ms-continuationtoken");
        }

        names.Count.ShouldBeGreaterThan(150);
        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Count);
    }

    [Fact]
    public async Task A_page_is_a_hundred_projects_and_the_token_counts_them()
    {
        var first = await _client.GetAsync("/Flight%20Systems/_apis/projects");

        first.Items.Count.ShouldBe(100);
        first.Header("x-ms-continuationtoken").ShouldBe("100");
        first.Text.ShouldStartWith("{\"count\":");
        (await _client.GetAsync("/Flight%20Systems/_apis/projects?$skip=160&$top=3")).Items.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Only_well_formed_projects_are_listed_unless_others_are_asked_for()
    {
        const string Url = "/DefaultCollection/_apis/projects";

        (await _client.GetAsync(Url)).Names.ShouldNotContain(name => name == "Wind Tunnel 2016");
        (await _client.GetAsync(Url + "?stateFilter=all")).Names.ShouldContain(name => name == "Wind Tunnel 2016");
        (await _client.GetAsync(Url + "?stateFilter=deleting")).Names.ShouldBe(["Wind Tunnel 2016"]);
        (await _client.GetAsync(Url + "?stateFilter=some")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("full", 19)]
    [InlineData("contractor", 2)]
    [InlineData("no-projects", 0)]
    public async Task People_see_their_own_projects(string token, int count) =>
        (await _client.GetAsync("/DefaultCollection/_apis/projects", token)).Items.Count.ShouldBe(count);

    [Theory]
    [InlineData("T%C3%A9l%C3%A9m%C3%A9trie%20Orbitale")]
    [InlineData("t%C3%A9l%C3%A9m%C3%A9trie%20orbitale")]
    [InlineData("Te%CC%81le%CC%81me%CC%81trie%20Orbitale")]
    public async Task A_project_is_found_by_its_name_however_it_is_written(string name) =>
        (await _client.GetAsync($"/DefaultCollection/_apis/projects/{name}")).TextAt("name").ShouldBe("Télémétrie Orbitale");

    [Theory]
    [InlineData("Legacy%20Avionics", "Tfvc", "False", "True")]
    [InlineData("Mission%20Control", "Git", "True", "False")]
    public async Task Capabilities_are_strings(string project, string kind, string git, string tfvc)
    {
        var answer = await _client.GetAsync($"/DefaultCollection/_apis/projects/{project}?includeCapabilities=true&api-version=7.1");

        var control = answer.Json.GetProperty("capabilities").GetProperty("versioncontrol");
        control.GetProperty("sourceControlType").GetString().ShouldBe(kind);
        control.GetProperty("gitEnabled").GetString().ShouldBe(git);
        control.GetProperty("tfvcEnabled").GetString().ShouldBe(tfvc);
    }

    [Fact]
    public async Task A_project_has_links_a_team_and_dates_in_utc()
    {
        var answer = await _client.GetAsync("/DefaultCollection/_apis/projects/Mission%20Control");

        answer.Json.TryGetProperty("capabilities", out _).ShouldBeFalse();
        answer.TextAt("lastUpdateTime").ShouldNotBeNull().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$");
        answer.Json.GetProperty("defaultTeam").GetProperty("name").GetString().ShouldBe("Mission Control Team");
        answer.TextAt("_links/web/href")
            .ShouldBe("https://azure.spacetech.example/DefaultCollection/Mission%20Control");
        var byId = await _client.GetAsync($"/DefaultCollection/_apis/projects/{answer.Json.GetProperty("id").GetString()}");
        byId.Text.ShouldBe(answer.Text);
    }

    [Fact]
    public async Task A_project_that_is_not_there_is_refused_by_name_and_by_id()
    {
        (await _client.GetAsync("/DefaultCollection/_apis/projects/Nowhere"))
            .ShouldRefuse(HttpStatusCode.NotFound, "ProjectDoesNotExistWithNameException", "TF200016: The following project does");
        var id = Guid.NewGuid();
        (await _client.GetAsync($"/DefaultCollection/_apis/projects/{id}"))
            .ShouldRefuse(HttpStatusCode.NotFound, "ProjectDoesNotExistException", $"'vstfs:///Classification/TeamProject/{id}'");
    }

    [Fact]
    public async Task A_project_that_may_not_be_seen_is_not_there() =>
        (await _client.GetAsync("/DefaultCollection/Data%20Platform/_apis/git/repositories", "contractor"))
            .ShouldRefuse(HttpStatusCode.NotFound, "ProjectDoesNotExistWithNameException", "TF200016");

    [Fact]
    public async Task Collections_are_listed_at_the_server()
    {
        var answer = await _client.GetAsync("/_apis/projectCollections?api-version=7.1");

        answer.Names.ShouldBe(["DefaultCollection", "Flight Systems", "Bodenstation München"]);
        var one = await _client.GetAsync($"/_apis/projectCollections/{answer.Items[2].GetProperty("id").GetString()}");
        one.Json.GetProperty("_links").GetProperty("web").GetProperty("href").GetString()
            .ShouldBe("https://azure.spacetech.example/Bodenstation%20M%C3%BCnchen");
    }

    [Fact]
    public async Task A_collection_that_is_not_there_is_a_page_that_says_404()
    {
        var answer = await _client.GetAsync("/NoSuchCollection/_apis/projects");

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Text.ShouldContain("The resource cannot be found.");
    }
}
