using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>What stops everything is the same problem, whatever was asked.</summary>
public sealed class EveryQuestionTests
{
    private static readonly Guid Id = new("10000000-0000-0000-0000-000000000001");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static HookRequest Hook { get; } = new("git.push", Id, Id, new Uri("https://connect.example/"), new Secret("a-secret-of-more-than-twenty-letters"));

    public static TheoryData<string> Questions =>
    [
        "connectionData", "version", "projects", "project", "repositories", "repository", "branches", "head", "pullRequests", "commit", "git", "right",
        "subscriptions", "creation", "update", "deletion", "newest", "test", "sending",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task What_stops_everything_is_told_alike(string question)
    {
        (int Status, string Headers, string Body, ProblemCode Code)[] rows =
        [
            (429, "Retry-After: 30", """{"message":"Slow down"}""", ProblemCode.Throttled),
            (503, "", """{"message":"TF400733: The request has been canceled."}""", ProblemCode.Throttled),
            (503, "", """{"message":"TF24668: The following team project collection is stopped: X."}""", ProblemCode.CollectionStopped),
            (403, "", """{"message":"VS403463: The conditional access policy has failed."}""", ProblemCode.ConditionalAccess),
            (407, "", "", ProblemCode.ProxyAnswered),
            (401, "X-TFS-ServiceError: The%20Personal%20Access%20Token%20used%20has%20expired.", "", ProblemCode.TokenExpired),
            (302, "Location: https://tfs.example/_signin", "", ProblemCode.SignInPage),
            (503, "ActivityId: -\nServer: Microsoft-HTTPAPI/2.0", "", ProblemCode.WebServerAnswered),
        ];
        var row = rows[0];
        await using var server = await StartAsync(context => WriteAsync(context, row.Body, row.Status, "application/json", row.Headers));

        foreach (var next in rows)
        {
            row = next;
            server.Requests.Clear();

            var problem = (await AskAsync(server, question, Ct)).ShouldNotBeNull($"{question}, {row.Status}");

            problem.Code.ShouldBe(row.Code, $"{question}, {row.Status}");
            problem.Arguments["status"].ShouldBe($"{row.Status}");
            (problem.Arguments["host"], problem.Arguments["collection"]).ShouldBe(("tfs.example", "Flight Systems"));
            problem.Evidence.ShouldContain(new Evidence("Status", $"{row.Status}"));
            // What is in front of the server may let GET and POST through alone, so that the version is asked for in another way.
            var isAskedAgain = question == "version" && row.Code is (ProblemCode.ProxyAnswered or ProblemCode.WebServerAnswered);
            server.Requests.Count.ShouldBe(isAskedAgain ? 2 : 1, $"{question}, {row.Status}");
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_caller_who_leaves_gets_no_answer(string question)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var server = await StartAsync(async context =>
        {
            await leave.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        await Should.ThrowAsync<OperationCanceledException>(() => AskAsync(server, question, leave.Token));
    }

    private static async Task<Problem?> AskAsync(ScriptedServer server, string question, CancellationToken cancellationToken)
    {
        var (gateway, repositories, refs, hooks) =
            (server.Get<IAzureDevOpsGateway>(), server.Get<IRepositoryGateway>(), server.Get<IRepositoryRefs>(), server.Get<IServiceHooksGateway>());
        return question switch
        {
            "connectionData" => (await gateway.GetConnectionDataAsync(Target, Token, cancellationToken)).Problem,
            "version" => (await gateway.ReadVersionAsync(Target, Token, cancellationToken)).Problem,
            "projects" => (await repositories.ListProjectsAsync(Target, Token, cancellationToken).SingleAsync(cancellationToken)).Problem,
            "project" => (await repositories.FindProjectAsync(Target, Token, "P", cancellationToken)).Problem,
            "repositories" => (await repositories.ListRepositoriesAsync(Target, Token, cancellationToken).SingleAsync(cancellationToken)).Problem,
            "repository" => (await repositories.FindRepositoryAsync(Target, Token, "P", "r", cancellationToken)).Problem,
            "branches" => (await repositories.ListBranchesAsync(Target, Token, Id, Id, null, 20, cancellationToken)).Problem,
            "head" => (await refs.FindHeadAsync(Target, Token, Id, Id, "main", cancellationToken)).Problem,
            "pullRequests" => (await refs.ListPullRequestsAsync(Target, Token, Id, Id, "main", cancellationToken)).Problem,
            "commit" => (await refs.FindCommitAsync(Target, Token, Id, Id, CommitId.Parse(new string('a', 40)), cancellationToken)).Problem,
            "git" => (await gateway.AskGitAsync(Target, Token, "P", "r", cancellationToken)).Problem,
            "right" => (await hooks.AskPermissionAsync(Target, Token, HookPermission.Edit, [Id], cancellationToken)).Problem,
            "subscriptions" => (await hooks.ListAsync(Target, Token, cancellationToken).SingleAsync(cancellationToken)).Problem,
            "creation" => (await hooks.CreateAsync(Target, Token, Hook, cancellationToken)).Problem,
            "update" => (await hooks.UpdateAsync(Target, Token, Id, Hook, cancellationToken)).Problem,
            "deletion" => (await hooks.DeleteAsync(Target, Token, Id, cancellationToken)).Problem,
            "newest" => (await hooks.FindNewestAsync(Target, Token, Id, cancellationToken)).Problem,
            "test" => (await hooks.FindTestAsync(Target, Token, 7, cancellationToken)).Problem,
            "sending" => (await hooks.TestAsync(Target, Token, Id, Hook, cancellationToken)).Problem,
            _ => throw new ArgumentOutOfRangeException(nameof(question)),
        };
    }
}
