using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class RepositoryTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Project = "/DefaultCollection/Mission%20Control/_apis/git/repositories";

    private readonly EmulatorClient _client = fixture.Client;

    [Fact]
    public async Task A_collection_lists_all_repositories_of_its_projects_in_one_answer()
    {
        var answer = await _client.GetAsync("/DefaultCollection/_apis/git/repositories?api-version=7.1");

        answer.Text.ShouldStartWith("{\"value\":[");
        answer.Json.GetProperty("count").GetInt32().ShouldBe(answer.Items.Count);
        var projects = answer.Items.Select(item => WireResponse.At(item, "project/name").GetString());
        projects.Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(15);
        answer.Names.ShouldNotContain(name => name == "tunnel-control", "its project is being deleted");
    }

    [Fact]
    public async Task An_entry_is_complete_and_its_api_address_has_the_project_by_id()
    {
        var entry = await EntryAsync("Télémétrie Orbitale", "étalonnage");

        var project = entry.GetProperty("project").GetProperty("id").GetString();
        var id = entry.GetProperty("id").GetString();
        entry.GetProperty("url").GetString()
            .ShouldBe($"https://azure.spacetech.example/DefaultCollection/{project}/_apis/git/repositories/{id}");
        entry.GetProperty("remoteUrl").GetString()
            .ShouldBe("https://azure.spacetech.example/DefaultCollection/T%C3%A9l%C3%A9m%C3%A9trie%20Orbitale/_git/%C3%A9talonnage");
        entry.GetProperty("defaultBranch").GetString().ShouldBe("refs/heads/develop");
        entry.GetProperty("size").GetInt64().ShouldBeGreaterThan(0);
        entry.TryGetProperty("_links", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Odd_repositories_show_what_is_odd()
    {
        var empty = await EntryAsync("Mission Control", "procedures-next");
        empty.GetProperty("size").GetInt64().ShouldBe(0);
        empty.TryGetProperty("defaultBranch", out _).ShouldBeFalse();
        (await EntryAsync("Mission Control", "console-legacy")).GetProperty("isDisabled").GetBoolean().ShouldBeTrue();
        (await EntryAsync("Launch Pad", "tower-cameras")).GetProperty("isInMaintenance").GetBoolean().ShouldBeTrue();
        var fork = await EntryAsync("Guidance Library", "gnc-core-aurora");
        fork.GetProperty("isFork").GetBoolean().ShouldBeTrue();
        (await EntryAsync("Guidance Library", "gnc-core")).TryGetProperty("isFork", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task One_repository_is_found_by_name_and_by_id_and_has_links()
    {
        var byName = await _client.GetAsync("/DefaultCollection/Guidance%20Library/_apis/git/repositories/GNC-core-aurora");
        var byId = await _client.GetAsync($"/DefaultCollection/_apis/git/repositories/{byName.Json.GetProperty("id").GetString()}");

        byId.Text.ShouldBe(byName.Text);
        byName.Json.GetProperty("parentRepository").GetProperty("name").GetString().ShouldBe("gnc-core");
        byName.TextAt("_links/project/href").ShouldNotBeNull().ShouldStartWith("vstfs:///");
    }

    [Theory]
    [InlineData("https://old.spacetech.example", false, false)]
    [InlineData("https://devops.spacetech.example/tfs", true, false)]
    [InlineData("https://next.spacetech.example", true, true)]
    public async Task Older_servers_leave_out_what_they_do_not_know(string server, bool disabled, bool maintenance)
    {
        var answer = await _client.GetAsync($"{server}/DefaultCollection/_apis/git/repositories");

        answer.Items.ShouldAllBe(item => Has(item, "isDisabled") == disabled);
        answer.Items.ShouldAllBe(item => Has(item, "isInMaintenance") == maintenance);
    }

    [Theory]
    [InlineData(Project + "/nowhere", "nowhere")]
    [InlineData("/DefaultCollection/_apis/git/repositories/0f0e0d0c-0b0a-4908-8706-050403020100", "0f0e0d0c-0b0a-4908-8706-050403020100")]
    public async Task A_repository_that_is_not_there_is_refused(string url, string name) =>
        (await _client.GetAsync(url)).ShouldRefuse(
            HttpStatusCode.NotFound, "GitRepositoryNotFoundException", $"TF401019: The Git repository with name or identifier {name} ");

    [Fact]
    public async Task Branches_are_filtered_and_come_in_pages()
    {
        var all = await _client.GetAsync(Project + "/mission-control/refs?filter=heads/");
        all.Names.Count.ShouldBe(13);
        all.Names.ShouldAllBe(name => name.StartsWith("refs/heads/"));
        all.Items.ShouldAllBe(item => item.GetProperty("objectId").GetString()!.Length == 40);

        (await _client.GetAsync(Project + "/mission-control/refs?filter=heads/release/")).Names.Count.ShouldBe(3);
        (await _client.GetAsync(Project + "/mission-control/refs/heads/release")).Names.Count.ShouldBe(3);
        (await _client.GetAsync(Project + "/mission-control/refs?filterContains=Console")).Names.Single().ShouldEndWith("console-layouts");
        var first = await _client.GetAsync(Project + "/mission-control/refs?filter=heads/&$top=8");
        var token = Uri.EscapeDataString(first.Header("x-ms-continuationtoken")!);
        var second = await _client.GetAsync($"{Project}/mission-control/refs?filter=heads/&$top=8&continuationToken={token}");
        first.Names.Concat(second.Names).ShouldBe(all.Names);
        second.Header("x-ms-continuationtoken").ShouldBeNull();
    }

    [Fact]
    public async Task An_empty_repository_has_no_refs_and_no_branches()
    {
        (await _client.GetAsync(Project + "/procedures-next/refs")).Text.ShouldBe("""{"value":[],"count":0}""");
        (await _client.GetAsync(Project + "/procedures-next/stats/branches")).ShouldRefuse(
            HttpStatusCode.NotFound, "GitItemNotFoundException", "VS403403: Cannot find any branches for the procedures-next repository.");
        (await _client.GetAsync(Project + "/procedures-next/commits")).Json.GetProperty("count").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("refs")]
    [InlineData("stats/branches")]
    [InlineData("commits")]
    public async Task What_is_in_a_disabled_repository_cannot_be_read(string what) =>
        (await _client.GetAsync($"{Project}/console-legacy/{what}"))
            .ShouldRefuse(HttpStatusCode.NotFound, "GitRepositoryNotFoundException", "TF401019");

    [Fact]
    public async Task A_branch_knows_its_newest_commit_and_its_distance()
    {
        var branches = await _client.GetAsync(Project + "/mission-control/stats/branches");
        var hotfix = await _client.GetAsync(Project + "/mission-control/stats/branches/hotfix/2025.2.1");

        branches.Items.Single(item => item.GetProperty("isBaseVersion").GetBoolean()).GetProperty("name").GetString().ShouldBe("main");
        var listed = branches.Items.Single(item => item.GetProperty("name").GetString() == "hotfix/2025.2.1");
        listed.GetRawText().ShouldBe(hotfix.Text);
        var commit = hotfix.Json.GetProperty("commit").GetProperty("commitId").GetString();
        var single = await _client.GetAsync($"{Project}/mission-control/commits/{commit}");
        single.Json.GetProperty("comment").GetString().ShouldBe(hotfix.Json.GetProperty("commit").GetProperty("comment").GetString());
        (await _client.GetAsync(Project + "/mission-control/stats/branches/nope")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_history_begins_with_the_tip_of_the_branch()
    {
        const string Criteria = "searchCriteria.itemVersion.version=develop&searchCriteria.$top=2";
        var tip = (await _client.GetAsync(Project + "/mission-control/stats/branches/develop")).TextAt("commit/commitId");
        var history = await _client.GetAsync($"{Project}/mission-control/commits?{Criteria}");

        history.Items.Count.ShouldBeLessThanOrEqualTo(2);
        history.Items[0].GetProperty("commitId").GetString().ShouldBe(tip);
    }

    private static bool Has(JsonElement item, string name) => item.TryGetProperty(name, out _);

    private async Task<JsonElement> EntryAsync(string project, string repository)
    {
        var answer = await _client.GetAsync("/DefaultCollection/_apis/git/repositories");
        return answer.Items.Single(item =>
            item.GetProperty("name").GetString() == repository && item.GetProperty("project").GetProperty("name").GetString() == project);
    }
}
