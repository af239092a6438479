using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AzureDevOpsEmulator;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Changes;

/// <summary>Pull requests by REST. Each test has a repository of its own in the one world.</summary>
public sealed class PullRequestTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Project = "/DefaultCollection/Simulation/_apis/git";

    private readonly EmulatorClient _client = fixture.Client;

    [Fact]
    public async Task Opening_answers_201_with_a_merge_that_was_tried()
    {
        var opened = await OpenAsync("six-dof");

        opened.Status.ShouldBe(HttpStatusCode.Created, opened.Text);
        (opened.TextAt("status"), opened.TextAt("mergeStatus")).ShouldBe(("active", "succeeded"));
        opened.TextAt("createdBy/uniqueName").ShouldBe(@"SPACETECH\isolberg");
        opened.TextAt("lastMergeCommit/comment").ShouldBe($"Merge pull request {IdOf(opened)} from feature/x into main");
        opened.TextAt("repository/name").ShouldBe("six-dof");
        opened.TextAt("artifactId").ShouldNotBeNull().ShouldEndWith($"%2f{IdOf(opened)}");
    }

    [Fact]
    public async Task The_same_two_branches_cannot_have_two_open_ones()
    {
        await OpenAsync("monte-carlo");

        var again = await PostAsync("/repositories/monte-carlo/pullrequests", Draft());

        again.ShouldRefuse(HttpStatusCode.Conflict, "GitPullRequestExistsException", "TF401179");
    }

    [Fact]
    public async Task Lists_filter_by_status_and_branches_in_repository_and_project()
    {
        var id = IdOf(await OpenAsync("hil-rig"));
        await PatchAsync("hil-rig", id, new JsonObject { ["status"] = "abandoned" });

        (await ListAsync("/repositories/hil-rig/pullrequests")).ShouldBeEmpty();
        (await ListAsync("/repositories/hil-rig/pullrequests?searchCriteria.status=abandoned")).ShouldBe([id]);
        (await ListAsync("/pullrequests?searchCriteria.status=all")).ShouldContain(id);
        (await ListAsync("/pullrequests?searchCriteria.status=all&searchCriteria.targetRefName=refs/heads/none")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Completing_moves_the_target_branch_to_a_merge_of_both()
    {
        var opened = await OpenAsync("terrain");
        var source = opened.TextAt("lastMergeSourceCommit/commitId");
        var target = opened.TextAt("lastMergeTargetCommit/commitId");

        var completed = await PatchAsync("terrain", IdOf(opened), Completion(source));

        completed.TextAt("status").ShouldBe("completed");
        completed.TextAt("closedBy/displayName").ShouldBe("Ingrid Solberg");
        var merge = await _client.GetAsync($"{Project}/repositories/terrain/commits/{completed.TextAt("lastMergeCommit/commitId")}");
        merge.Json.GetProperty("parents").EnumerateArray().Select(parent => parent.GetString()).ShouldBe([target, source]);
        merge.TextAt("comment").ShouldBe($"Merged PR {IdOf(opened)}: Add x");
        fixture.Emulator.World.Branches(RepositoryPath("terrain"))["main"].ShouldBe(merge.TextAt("commitId"));
    }

    [Fact]
    public async Task Completing_what_has_been_pushed_to_since_is_refused()
    {
        var opened = await OpenAsync("visualisation");
        fixture.Emulator.World.UpdatePullRequest(RepositoryPath("visualisation"), IdOf(opened));

        var answer = await PatchAsync("visualisation", IdOf(opened), Completion(opened.TextAt("lastMergeSourceCommit/commitId")));

        answer.ShouldRefuse(HttpStatusCode.Conflict, "GitPullRequestStaleException", "TF401192");
    }

    [Fact]
    public async Task Conflicts_are_told_and_keep_it_open()
    {
        var opened = await OpenAsync("scenario-library");
        fixture.Emulator.World.Push(RepositoryPath("scenario-library"), new WorldCommit { Path = "x.md", Content = "other" });
        var now = await _client.GetAsync($"{Project}/repositories/scenario-library/pullrequests/{IdOf(opened)}");
        now.TextAt("mergeStatus").ShouldBe("conflicts");

        var answer = await PatchAsync("scenario-library", IdOf(opened), Completion(now.TextAt("lastMergeSourceCommit/commitId")));

        (answer.TextAt("status"), answer.TextAt("mergeStatus")).ShouldBe(("active", "conflicts"));
    }

    [Fact]
    public async Task A_vote_is_kept_and_a_title_can_be_changed()
    {
        var opened = await OpenAsync("atmosphere-models");
        var reviewer = opened.TextAt("createdBy/id");
        var path = $"{Project}/repositories/atmosphere-models/pullrequests/{IdOf(opened)}";

        var vote = await SendAsync(HttpMethod.Put, $"{path}/reviewers/{reviewer}", new JsonObject { ["vote"] = 10 });
        await PatchAsync("atmosphere-models", IdOf(opened), new JsonObject { ["title"] = "Better" });

        vote.Json.GetProperty("vote").GetInt32().ShouldBe(10);
        var now = await _client.GetAsync(path);
        now.TextAt("title").ShouldBe("Better");
        now.Json.GetProperty("reviewers")[0].GetProperty("vote").GetInt32().ShouldBe(10);
    }

    private static RepositoryPath RepositoryPath(string repository) => new("azure", "DefaultCollection", "Simulation", repository);

    private static int IdOf(WireResponse answer) => answer.Json.GetProperty("pullRequestId").GetInt32();

    private static JsonObject Draft() =>
        new() { ["sourceRefName"] = "refs/heads/feature/x", ["targetRefName"] = "refs/heads/main", ["title"] = "Add x" };

    private static JsonObject Completion(string? source) =>
        new() { ["status"] = "completed", ["lastMergeSourceCommit"] = new JsonObject { ["commitId"] = source } };

    private Task<WireResponse> OpenAsync(string repository)
    {
        fixture.Emulator.World.Push(RepositoryPath(repository), new WorldCommit { Branch = "feature/x", Path = "x.md" });
        return PostAsync($"/repositories/{repository}/pullrequests", Draft());
    }

    private async Task<IEnumerable<int>> ListAsync(string path) =>
        (await _client.GetAsync(Project + path)).Items.Select(item => item.GetProperty("pullRequestId").GetInt32());

    private Task<WireResponse> PatchAsync(string repository, int id, JsonNode body) =>
        SendAsync(HttpMethod.Patch, $"{Project}/repositories/{repository}/pullrequests/{id}", body);

    private Task<WireResponse> PostAsync(string path, JsonNode body) => SendAsync(HttpMethod.Post, Project + path, body);

    private Task<WireResponse> SendAsync(HttpMethod method, string path, JsonNode body) =>
        _client.SendAsync(method, path + "?api-version=7.1", prepare: request => request.Content = JsonContent.Create(body));
}
