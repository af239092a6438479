using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>Branches, pull requests and commits of a repository.</summary>
public sealed class RefTests
{
    private const string Json = "application/json";
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private const string Refs = "/tfs/Flight Systems/10000000-0000-0000-0000-000000000001/_apis/git/repositories/10000000-0000-0000-0000-000000000001/refs";
    private static readonly Guid Id = new("10000000-0000-0000-0000-000000000001");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 20, "filter=heads/&$top=20")]
    [InlineData("", 20, "filter=heads/&$top=20")]
    [InlineData("a&$top=9 #", 20, "filter=heads/&$top=20&filterContains=a&$top=9 #")]
    [InlineData("größe", 0, "filter=heads/&$top=1&filterContains=größe")]
    [InlineData(null, 5000, "filter=heads/&$top=1000")]
    public async Task Branches_are_filtered_by_the_server(string? filter, int limit, string query)
    {
        await using var server = await StartAsync("""{"value":[]}""");

        await server.Get<IRepositoryGateway>().ListBranchesAsync(Target, Token, Id, Id, filter, limit, Ct);

        server.Requests.ShouldHaveSingleItem().Line.ShouldBe($"GET {Refs}?{query}");
    }

    [Theory]
    [InlineData("""[{"name":"refs/heads/main","objectId":"COMMIT"}]""", 20, "main")]
    [InlineData("""[{"name":"refs/heads/a"},{"name":"refs/heads/b/c","objectId":"x"},{"name":"refs/heads/d","objectId":"--upload-pack=x"}]""", 20, "")]
    [InlineData("""[null,{"name":null},{"name":""},{"name":"refs/heads/","objectId":"COMMIT"},{"name":"refs/heads/main","objectId":"COMMIT"}]""", 20, "main")]
    [InlineData("""[{"name":"refs/heads/a","objectId":"COMMIT"},{"name":"refs/heads/b/c","objectId":"COMMIT"},{"name":"refs/heads/c","objectId":"COMMIT"}]""", 2, "a, b/c")]
    [InlineData("""[{"name":"refs/heads/TOKEN","objectId":"COMMIT"}]""", 20, "")]
    [InlineData("null", 20, "")]
    public async Task Branches_are_named_without_their_prefix(string value, int limit, string expected)
    {
        await using var server = await StartAsync($$"""{"value":{{value.Replace("COMMIT", Commit).Replace("TOKEN", Token.Reveal())}}}""");

        var branches = (await server.Get<IRepositoryGateway>().ListBranchesAsync(Target, Token, Id, Id, null, limit, Ct)).Value!;

        string.Join(", ", branches.Select(branch => branch.Name)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(404, """{"message":"TF401019: The Git repository with name or identifier x does not exist."}""", false, ProblemCode.RepositoryUnknown)]
    [InlineData(404, """{"message":"VS403403: Cannot find any branches for the x repository."}""", false, ProblemCode.RepositoryEmpty)]
    [InlineData(403, """{"message":"TF401027: You need the Git 'GenericRead' permission to perform this action."}""", false, ProblemCode.PermissionMissing)]
    [InlineData(401, "", true, ProblemCode.ScopeMissing)]
    [InlineData(401, "", false, ProblemCode.TokenRefused)]
    [InlineData(500, "{}", false, ProblemCode.ServerError)]
    [InlineData(200, "[]", false, ProblemCode.BrokenAnswer)]
    [InlineData(200, """{"value":[17]}""", false, ProblemCode.BrokenAnswer)]
    public async Task A_refusal_is_the_same_for_all_that_a_repository_is_asked(int status, string body, bool knowsToken, ProblemCode code)
    {
        await using var server = await StartAsync(status, body, Json, "", knowsToken);
        var refs = server.Get<IRepositoryRefs>();

        Problem?[] problems =
        [
            (await server.Get<IRepositoryGateway>().ListBranchesAsync(Target, Token, Id, Id, null, 20, Ct)).Problem,
            (await refs.FindHeadAsync(Target, Token, Id, Id, "main", Ct)).Problem,
            (await refs.ListPullRequestsAsync(Target, Token, Id, Id, "main", Ct)).Problem,
        ];

        problems.Select(problem => problem?.Code).ShouldBe([code, code, code]);
    }

    [Theory]
    [InlineData("""{"commitId":"any","author":{"name":"Ada"},"comment":"Fix the valve"}""", "Ada|Fix the valve")]
    [InlineData("""{"author":null,"comment":null}""", "|")]
    [InlineData("""{"author":{},"comment":""}""", "|")]
    [InlineData("""{"author":{"name":"TOKEN"},"comment":"leaks TOKEN"}""", "***|leaks ***")]
    public async Task A_commit_is_told_by_its_author_and_title(string json, string expected)
    {
        await using var server = await StartAsync(json.Replace("TOKEN", Token.Reveal()));

        var commit = (await server.Get<IRepositoryRefs>().FindCommitAsync(Target, Token, Id, Id, CommitId.Parse(Commit), Ct)).Value!;

        string.Join('|', commit.Author, commit.Title).ShouldBe(expected);
    }

    [Theory]
    [InlineData("active", true)]
    [InlineData("completed", false)]
    [InlineData("abandoned", false)]
    [InlineData("brandNew", false)]
    public async Task A_pull_request_is_active_as_long_as_its_status_says_so(string status, bool isActive)
    {
        await using var server = await StartAsync($$$"""
            {"value":[{"pullRequestId":7,"status":"{{{status}}}","title":"leaks {{{Token.Reveal()}}}","sourceRefName":"refs/heads/a","targetRefName":"refs/heads/main",
             "lastMergeSourceCommit":{"commitId":"{{{Commit}}}"},"createdBy":{"displayName":"{{{new string('n', 5000)}}}"}}]}
            """);

        var found = (await server.Get<IRepositoryRefs>().ListPullRequestsAsync(Target, Token, Id, Id, "main", Ct)).Value!.ShouldHaveSingleItem();

        (found.IsActive, found.Title, found.Author!.Length).ShouldBe((isActive, "leaks ***", DisplayText.MaxLength));
        (found.SourceRef.Value, found.TargetRef.Value, found.SourceCommit.Value, found.MergeCommit).ShouldBe(("refs/heads/a", "refs/heads/main", Commit, null));
    }
}
