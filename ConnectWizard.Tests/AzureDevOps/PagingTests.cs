using System.Globalization;
using System.IO.Compression;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>Listings in pages: all of them are read, and one that is cut says so.</summary>
public sealed class PagingTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly Guid Id = new("10000000-0000-0000-0000-000000000001");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_branch_on_a_later_page_is_found()
    {
        await using var server = await StartAsync(context => context.Request.Query["continuationToken"] == "a b"
            ? WriteAsync(context, $$"""{"value":[{"name":"refs/heads/main","objectId":"{{Commit}}"}]}""")
            : WithMoreAsync(context, "a b", $$"""{"value":[{"name":"refs/heads/main-1","objectId":"{{Commit}}"}]}"""));

        (await server.Get<IRepositoryRefs>().FindHeadAsync(Target, Token, Id, Id, "main", Ct)).Value!.CommitId!.Value.ShouldBe(Commit);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Branches_that_never_end_are_a_problem_and_not_a_branch_that_is_gone()
    {
        await using var server = await StartAsync(context => WithMoreAsync(context, "more", """{"value":[]}"""));

        var head = await server.Get<IRepositoryRefs>().FindHeadAsync(Target, Token, Id, Id, "main", Ct);

        head.Problem!.Code.ShouldBe(ProblemCode.AnswerTooLarge);
        ProblemText.For(head.Problem).What.ShouldBe("tfs.example lists more than 100000 branches whose names begin alike.");
        server.Requests.Count.ShouldBe(100);
    }

    [Theory]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(250, 3)]
    public async Task Pull_requests_are_read_page_by_page(int count, int requests)
    {
        await using var server = await StartAsync(context =>
        {
            var skip = int.Parse(context.Request.Query["$skip"]!, CultureInfo.InvariantCulture);
            return WriteAsync(context, PullRequests(skip, Math.Min(100, count - skip)));
        });

        var found = (await server.Get<IRepositoryRefs>().ListPullRequestsAsync(Target, Token, Id, Id, "main", Ct)).Value!;

        found.Select(one => one.Number).ShouldBe(Enumerable.Range(1, count));
        server.Requests.Count.ShouldBe(requests);
    }

    /// <summary>A page is full by what came, not by what can be read of it: what is on the next one would count as gone.</summary>
    [Theory]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("""{"pullRequestId":7,"sourceRefName":"refs/heads/a b"}""")]
    public async Task Pull_requests_behind_one_that_cannot_be_read_are_read(string odd)
    {
        await using var server = await StartAsync(context => WriteAsync(
            context, context.Request.Query["$skip"] == "0" ? PullRequests(0, 99).Replace("]}", $",{odd}]}}", StringComparison.Ordinal) : PullRequests(100, 5)));

        var found = (await server.Get<IRepositoryRefs>().ListPullRequestsAsync(Target, Token, Id, Id, "main", Ct)).Value!;

        found.Count.ShouldBe(104);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Pull_requests_that_never_end_are_a_problem_and_not_a_list_that_is_cut()
    {
        await using var server = await StartAsync(PullRequests(0, 100));

        var found = await server.Get<IRepositoryRefs>().ListPullRequestsAsync(Target, Token, Id, Id, "main", Ct);

        found.Problem!.Code.ShouldBe(ProblemCode.AnswerTooLarge);
        found.Problem.Arguments["limit"].ShouldBe("10000");
    }

    [Fact]
    public async Task Pull_requests_that_fill_the_memory_are_a_problem_before_there_are_ten_thousand()
    {
        var branch = new string('a', 500);
        await using var server = await StartAsync(PullRequests(0, 100).Replace("refs/heads/a", $"refs/heads/{branch}", StringComparison.Ordinal));

        var found = await server.Get<IRepositoryRefs>().ListPullRequestsAsync(Target, Token, Id, Id, "main", Ct);

        found.Problem!.Code.ShouldBe(ProblemCode.AnswerTooLarge);
        server.Requests.Count.ShouldBeLessThan(80);
    }

    [Fact]
    public async Task A_server_that_repeats_its_continuation_is_left()
    {
        await using var server = await StartAsync(context => WithMoreAsync(context, "same", $$"""{"value":[{"id":"{{Id}}","name":"P"}]}"""));

        (await server.Get<IRepositoryGateway>().ListProjectsAsync(Target, Token, Ct).ToListAsync(Ct)).Count.ShouldBe(2);
    }

    /// <summary>Forty pages of four megabytes each compress into next to nothing.</summary>
    [Fact]
    public async Task Pages_of_projects_have_one_budget_of_bytes_together()
    {
        var pages = 0;
        var padding = new string(' ', 4_000_000);
        await using var server = await StartAsync(context => WithMoreAsync(context, (++pages).ToString(CultureInfo.InvariantCulture), $$"""{{{padding}}"value":[]}"""));

        var projects = await server.Get<IRepositoryGateway>().ListProjectsAsync(Target, Token, Ct).ToListAsync(Ct);

        projects.ShouldHaveSingleItem().Problem!.Code.ShouldBe(ProblemCode.AnswerTooLarge);
        pages.ShouldBe(17);
    }

    [Fact]
    public async Task Pages_of_refs_and_of_pull_requests_have_one_budget_of_bytes_together()
    {
        var padding = new string(' ', 4_000_000);
        await using var server = await StartAsync(context => WithMoreAsync(context, "more", context.Request.Path.Value!.EndsWith("/refs", StringComparison.Ordinal)
            ? $$"""{{{padding}}"value":[]}"""
            : padding + PullRequests(0, 100)));
        var refs = server.Get<IRepositoryRefs>();

        Problem?[] problems =
        [
            (await refs.FindHeadAsync(Target, Token, Id, Id, "main", Ct)).Problem,
            (await refs.ListPullRequestsAsync(Target, Token, Id, Id, "main", Ct)).Problem,
        ];

        problems.Select(problem => (problem!.Code, problem.Arguments["limit"])).ShouldBe([(ProblemCode.AnswerTooLarge, "64 MB"), (ProblemCode.AnswerTooLarge, "64 MB")]);
        server.Requests.Count.ShouldBe(34);
    }

    /// <summary>A quarter of a gigabyte compresses into a quarter of a megabyte.</summary>
    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_listing_of_repositories_ends_at_256_megabytes()
    {
        var element = System.Text.Encoding.UTF8.GetBytes($$"""{"padding":"{{new string(' ', 200_000)}}"},""");
        await using var server = await StartAsync(async context =>
        {
            (context.Response.ContentType, context.Response.Headers.ContentEncoding) = ("application/json", "gzip");
            await using var body = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await body.WriteAsync("""{"value":["""u8.ToArray(), Ct);
            while (!context.RequestAborted.IsCancellationRequested)
                await body.WriteAsync(element, context.RequestAborted);
        });

        var listed = await server.Get<IRepositoryGateway>().ListRepositoriesAsync(Target, Token, Ct).ToListAsync(Ct);

        var problem = listed.ShouldHaveSingleItem().Problem!;
        (problem.Code, problem.Arguments["limit"]).ShouldBe((ProblemCode.AnswerTooLarge, "256 MB"));
    }

    [Fact]
    public async Task A_page_that_is_refused_ends_the_listing_with_its_problem()
    {
        await using var server = await StartAsync(context => context.Request.Query.ContainsKey("continuationToken")
            ? WriteAsync(context, """{"message":"TF400733: The request has been canceled: it exceeded a limit."}""", 429)
            : WithMoreAsync(context, "next", $$"""{"value":[{"id":"{{Id}}","name":"P"}]}"""));

        var projects = await server.Get<IRepositoryGateway>().ListProjectsAsync(Target, Token, Ct).ToListAsync(Ct);

        projects.Select(project => project.Problem?.Code).ShouldBe([null, ProblemCode.Throttled]);
    }

    private static string PullRequests(int skip, int count) => $$"""{"value":[{{string.Join(',', Enumerable.Range(skip + 1, Math.Max(0, count)).Select(PullRequest))}}]}""";

    private static string PullRequest(int number) =>
        $$$"""{"pullRequestId":{{{number}}},"sourceRefName":"refs/heads/a","targetRefName":"refs/heads/main","lastMergeSourceCommit":{"commitId":"{{{Commit}}}"}}""";

    private static Task WithMoreAsync(HttpContext context, string continuation, string body)
    {
        context.Response.Headers["x-ms-continuationtoken"] = continuation;
        return WriteAsync(context, body);
    }
}
