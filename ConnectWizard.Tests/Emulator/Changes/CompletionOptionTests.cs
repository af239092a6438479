using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AzureDevOpsEmulator;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Changes;

public sealed class CompletionOptionTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Repositories = "/DefaultCollection/Simulation/_apis/git/repositories";

    private readonly EmulatorClient _client = fixture.Client;

    [Theory]
    [InlineData("visualisation", "\"squash\"")]
    [InlineData("hil-rig", "2")]
    public async Task Options_are_kept_from_opening_to_completion(string repository, string strategy)
    {
        var opened = await OpenAsync(repository, new JsonObject
        {
            ["deleteSourceBranch"] = true,
            ["mergeStrategy"] = JsonNode.Parse(strategy),
            ["mergeCommitMessage"] = "All in one",
            ["transitionWorkItems"] = false,
        });
        opened.TextAt("completionOptions/mergeStrategy").ShouldBe("squash");

        var completed = await CompleteAsync(repository, opened);

        completed.TextAt("completionOptions/mergeCommitMessage").ShouldBe("All in one");
        WireResponse.At(completed.Json, "completionOptions/transitionWorkItems").GetBoolean().ShouldBeFalse();
        var merge = await _client.GetAsync($"{Repositories}/{repository}/commits/{completed.TextAt("lastMergeCommit/commitId")}");
        merge.TextAt("comment").ShouldBe("All in one");
        merge.Json.GetProperty("parents").GetArrayLength().ShouldBe(1);
        fixture.Emulator.World.Branches(PathOf(repository)).ContainsKey("feature/x").ShouldBeFalse();
    }

    [Fact]
    public async Task A_strategy_that_is_not_implemented_is_refused_and_changes_nothing()
    {
        var opened = await OpenAsync("terrain", new JsonObject { ["mergeStrategy"] = "rebase" });

        (await CompleteAsync("terrain", opened)).Status.ShouldBe(HttpStatusCode.NotImplemented);

        var now = await _client.GetAsync($"{Repositories}/terrain/pullrequests/{opened.Json.GetProperty("pullRequestId").GetInt32()}");
        now.TextAt("status").ShouldBe("active");
    }

    [Fact]
    public async Task Completing_by_itself_is_refused_rather_than_forgotten()
    {
        var opened = await OpenAsync("scenario-library", new JsonObject());

        var answer = await PatchAsync("scenario-library", opened, new JsonObject { ["autoCompleteSetBy"] = new JsonObject { ["id"] = opened.TextAt("createdBy/id") } });

        answer.Status.ShouldBe(HttpStatusCode.NotImplemented);
        answer.TextAt("message").ShouldNotBeNull().ShouldContain("autoCompleteSetBy");
    }

    private static RepositoryPath PathOf(string repository) => new("azure", "DefaultCollection", "Simulation", repository);

    private Task<WireResponse> OpenAsync(string repository, JsonObject options)
    {
        fixture.Emulator.World.Push(PathOf(repository), new WorldCommit { Branch = "feature/x", Path = "x.md" });
        var draft = new JsonObject
        {
            ["sourceRefName"] = "refs/heads/feature/x",
            ["targetRefName"] = "refs/heads/main",
            ["title"] = "Add x",
            ["completionOptions"] = options,
        };
        return SendAsync(HttpMethod.Post, $"{Repositories}/{repository}/pullrequests", draft);
    }

    private Task<WireResponse> CompleteAsync(string repository, WireResponse opened) => PatchAsync(repository, opened, new JsonObject
    {
        ["status"] = 3,
        ["lastMergeSourceCommit"] = new JsonObject { ["commitId"] = opened.TextAt("lastMergeSourceCommit/commitId") },
    });

    private Task<WireResponse> PatchAsync(string repository, WireResponse opened, JsonObject change) =>
        SendAsync(HttpMethod.Patch, $"{Repositories}/{repository}/pullrequests/{opened.Json.GetProperty("pullRequestId").GetInt32()}", change);

    private Task<WireResponse> SendAsync(HttpMethod method, string path, JsonNode body) =>
        _client.SendAsync(method, path + "?api-version=7.1", prepare: request => request.Content = JsonContent.Create(body));
}
