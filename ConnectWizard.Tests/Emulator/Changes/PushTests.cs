using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ConnectWizard.Emulator.Git;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Changes;

/// <summary>Pushes and refs by REST. Each test has a repository of its own in the one world.</summary>
public sealed class PushTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = fixture.Client;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_answers_201_and_is_in_refs_commits_and_pushes_at_once()
    {
        var repository = Repository("command-sequencer");
        var before = await TipAsync(repository, "main");

        var answer = await PostAsync(repository + "/pushes", Push("main", before, Change("add", "/docs/new.md", "Text")));

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        var commit = answer.Json.GetProperty("commits")[0];
        commit.GetProperty("parents")[0].GetString().ShouldBe(before);
        answer.Json.GetProperty("refUpdates")[0].GetProperty("newObjectId").GetString().ShouldBe(commit.GetProperty("commitId").GetString());
        (await TipAsync(repository, "main")).ShouldBe(commit.GetProperty("commitId").GetString());
        var history = await _client.GetAsync(repository + "/commits?$top=1");
        history.Items[0].GetProperty("comment").GetString().ShouldBe("A change");
        var listed = await _client.GetAsync($"{repository}/pushes/{answer.Json.GetProperty("pushId").GetInt32()}");
        listed.TextAt("pushedBy/uniqueName").ShouldBe(@"SPACETECH\isolberg");
    }

    [Fact]
    public async Task A_branch_that_is_elsewhere_by_now_is_a_conflict()
    {
        var repository = Repository("flight-rules");
        var before = await TipAsync(repository, "main");
        await PostAsync(repository + "/pushes", Push("main", before, Change("add", "/one.md", "1")));

        var answer = await PostAsync(repository + "/pushes", Push("main", before, Change("add", "/two.md", "2")));

        answer.ShouldRefuse(HttpStatusCode.Conflict, "GitReferenceStaleException", "TF401028: The reference 'refs/heads/main'");
    }

    [Fact]
    public async Task Git_clones_what_was_pushed()
    {
        var repository = Repository("shift-handover");
        var first = await PostAsync(repository + "/pushes", Push(
            "main", await TipAsync(repository, "main"), Change("add", "/a b/ü.txt", "äöü"), Change("add", "/gone.txt", "x")));
        await PostAsync(repository + "/pushes", Push(
            "main", first.Json.GetProperty("commits")[0].GetProperty("commitId").GetString()!,
            Change("edit", "/a b/ü.txt", Convert.ToBase64String([0, 1, 2, 255]), "base64encoded"), Change("delete", "/gone.txt", null)));
        using var folder = new TemporaryFolder();
        var url = new Uri(fixture.Emulator.BaseUrl, "/DefaultCollection/Mission%20Control/_git/shift-handover");

        var git = GitIn(folder.Path);
        await git.RunAsync(Ct, "clone", "--quiet", url.AbsoluteUri, "clone");

        (await File.ReadAllBytesAsync(Path.Combine(folder.Path, "clone", "a b", "ü.txt"), Ct)).ShouldBe([0, 1, 2, 255]);
        File.Exists(Path.Combine(folder.Path, "clone", "gone.txt")).ShouldBeFalse();
        (await git.In("clone").RunAsync(Ct, "fsck", "--strict")).ShouldBeEmpty();
        (await git.In("clone").RunAsync(Ct, "rev-parse", "HEAD")).ShouldBe(await TipAsync(repository, "main"));
    }

    [Fact]
    public async Task The_first_push_makes_an_empty_repository_one_with_a_default_branch()
    {
        var repository = Repository("procedures-next");
        var answer = await PostAsync(repository + "/pushes", Push("trunk", new string('0', 40), Change("add", "/README.md", "# New")));

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        (await _client.GetAsync(repository)).TextAt("defaultBranch").ShouldBe("refs/heads/trunk");
        (await _client.GetAsync(repository + "/stats/branches")).Names.ShouldBe(["trunk"]);
    }

    [Fact]
    public async Task Refs_are_created_moved_and_deleted_each_with_its_own_result()
    {
        var repository = Repository("display-wall");
        var main = await TipAsync(repository, "main");
        var updates = new JsonArray(Ref("refs/heads/made", new string('0', 40), main), Ref("refs/heads/main", new string('1', 40), main));

        var answer = await PostAsync(repository + "/refs", updates);

        answer.Items.Select(item => item.GetProperty("updateStatus").GetString()).ShouldBe(["succeeded", "staleOldObjectId"]);
        (await TipAsync(repository, "made")).ShouldBe(main);
        await PostAsync(repository + "/refs", new JsonArray(Ref("refs/heads/made", main, new string('0', 40))));
        (await _client.GetAsync(repository + "/refs?filter=heads/made")).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("reader", HttpStatusCode.Unauthorized)]
    [InlineData("project-admin", HttpStatusCode.Unauthorized)]
    [InlineData("developer", HttpStatusCode.Created)]
    public async Task Pushing_takes_the_scope_to_write(string token, HttpStatusCode status)
    {
        var repository = Repository("voice-loops");
        var body = Push("main", await TipAsync(repository, "main"), Change("add", $"/{token}.md", token));

        (await PostAsync(repository + "/pushes", body, token)).Status.ShouldBe(status);
    }

    private static string Repository(string name) => "/DefaultCollection/Mission%20Control/_apis/git/repositories/" + name;

    private async Task<string> TipAsync(string repository, string branch) =>
        (await _client.GetAsync($"{repository}/refs?filter=heads/{branch}")).Items[0].GetProperty("objectId").GetString()!;

    private Task<WireResponse> PostAsync(string path, JsonNode body, string token = "full") =>
        _client.SendAsync(HttpMethod.Post, path + "?api-version=7.1", token, request => request.Content = JsonContent.Create(body));

    private static JsonObject Push(string branch, string before, params JsonNode[] changes) => new()
    {
        ["refUpdates"] = new JsonArray(Ref("refs/heads/" + branch, before, null)),
        ["commits"] = new JsonArray(new JsonObject { ["comment"] = "A change", ["changes"] = new JsonArray(changes) }),
    };

    private static JsonObject Ref(string name, string before, string? after) =>
        new() { ["name"] = name, ["oldObjectId"] = before, ["newObjectId"] = after };

    private static JsonObject Change(string kind, string path, string? content, string contentType = "rawtext") => new()
    {
        ["changeType"] = kind,
        ["item"] = new JsonObject { ["path"] = path },
        ["newContent"] = content is null ? null : new JsonObject { ["content"] = content, ["contentType"] = contentType },
    };

    private GitProgram GitIn(string folder)
    {
        var authorization = EmulatorClient.Basic(_client.Token("full"));
        File.WriteAllText(Path.Combine(folder, ".gitconfig"), $"[http]\n\textraHeader = Authorization: {authorization}\n");
        return new GitProgram(folder);
    }
}
