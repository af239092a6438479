using System.Text;
using ConnectWizard.Builds.GitProxy;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>Git's own endpoint, streamed: what is sent on, what comes back, and what is no answer of Git.</summary>
public sealed class GitUpstreamTests
{
    private const string Advertisement = "application/x-git-upload-pack-advertisement";
    private const string Packs = "application/x-git-upload-pack-result";
    private const string Root = "/tfs/Flight Systems/Mission Control/_git/rover";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static GitRequest Asked { get; } = new(Target, Token, "Mission Control", "rover");

    [Theory]
    [InlineData("version=2", "version=2")]
    [InlineData("version=1", "version=1")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task An_advertisement_is_asked_for_in_the_caller_s_protocol(string? protocol, string? sent)
    {
        await using var server = await StartAsync(200, "001e# service=git-upload-pack\n0000", Advertisement);

        var answered = await server.Get<IGitUpstream>().SendAsync(Asked with { Protocol = protocol }, Ct);

        await using var response = answered.Value!;
        response.ContentType.ShouldBe(Advertisement);
        (await TextOfAsync(response)).ShouldBe("001e# service=git-upload-pack\n0000");
        var request = server.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe($"GET {Root}/info/refs?service=git-upload-pack");
        request.Headers.GetValueOrDefault("Git-Protocol").ShouldBe(sent);
        request.Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + Token.Reveal())));
        request.Headers["X-TFS-FedAuthRedirect"].ShouldBe("Suppress");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task A_negotiation_is_sent_on_as_it_is(string? encoding)
    {
        await using var server = await StartAsync(200, "PACK", Packs);
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("0011command=fetch"));

        var answered = await server.Get<IGitUpstream>().SendAsync(Asked with { Body = body, Encoding = encoding, Protocol = "version=2" }, Ct);

        await using var response = answered.Value!;
        (await TextOfAsync(response)).ShouldBe("PACK");
        var request = server.Requests.ShouldHaveSingleItem();
        (request.Line, request.Body).ShouldBe(($"POST {Root}/git-upload-pack", "0011command=fetch"));
        (request.Headers["Content-Type"], request.Headers["Accept"]).ShouldBe(("application/x-git-upload-pack-request", Packs));
        request.Headers.GetValueOrDefault("Content-Encoding").ShouldBe(encoding);
    }

    [Fact]
    public async Task A_pack_is_passed_on_while_it_arrives()
    {
        var isRead = new TaskCompletionSource();
        await using var server = await StartAsync(async context =>
        {
            await WriteAsync(context, "first", 200, Packs);
            await context.Response.Body.FlushAsync(Ct);
            await isRead.Task.WaitAsync(Ct);
            await context.Response.WriteAsync("second", Ct);
        });
        using var body = new MemoryStream([1]);

        await using var response = (await server.Get<IGitUpstream>().SendAsync(Asked with { Body = body }, Ct)).Value!;

        var buffer = new byte[5];
        await response.Body.ReadExactlyAsync(buffer, Ct);
        isRead.SetResult();
        (Encoding.UTF8.GetString(buffer) + await TextOfAsync(response)).ShouldBe("firstsecond");
    }

    [Theory]
    [InlineData(401, "", "", "", ProblemCode.GitRefused)]
    [InlineData(403, """{"message":"TF401027: You need the Git 'GenericRead' permission to perform this action."}""", "application/json", "", ProblemCode.GitRefused)]
    [InlineData(401, """{"message":"Access Denied: The Personal Access Token used has expired."}""", "application/json", "", ProblemCode.TokenExpired)]
    [InlineData(404, """{"message":"TF401019: The Git repository with name or identifier rover does not exist."}""", "application/json", "", ProblemCode.RepositoryUnknown)]
    [InlineData(200, "<title>Sign In</title>", "text/html", "", ProblemCode.SignInPage)]
    [InlineData(200, "<title>Welcome</title>", "text/html", "ActivityId: -", ProblemCode.NotAzureDevOps)]
    [InlineData(200, "{}", "application/json", "", ProblemCode.UnexpectedAnswer)]
    [InlineData(200, "PACK", Packs, "", ProblemCode.UnexpectedAnswer)] // a pack where the advertisement was asked for
    [InlineData(206, "001e", Advertisement, "", ProblemCode.UnexpectedAnswer)]
    [InlineData(302, "", "", "Location: https://login.example/adfs", ProblemCode.Redirected)]
    [InlineData(429, "", "", "Retry-After: 30", ProblemCode.Throttled)]
    [InlineData(503, "<title>Unavailable</title>", "text/html", "ActivityId: -", ProblemCode.ProxyAnswered)]
    public async Task What_is_no_answer_of_git_is_a_problem_about_the_repository(int status, string body, string contentType, string headers, ProblemCode code)
    {
        await using var server = await StartAsync(status, body, contentType, headers);

        var problem = (await server.Get<IGitUpstream>().SendAsync(Asked, Ct)).Problem!;

        problem.Code.ShouldBe(code);
        (problem.Arguments["project"], problem.Arguments["repository"], problem.Arguments["status"]).ShouldBe(("Mission Control", "rover", $"{status}"));
    }

    [Theory]
    [InlineData(200, "001e# service=git-upload-pack\n0000", Advertisement, null)]
    [InlineData(200, "<html>", Advertisement, ProblemCode.BrokenAnswer)]
    [InlineData(200, "{}", "application/json", ProblemCode.UnexpectedAnswer)]
    [InlineData(200, "PACK", Packs, ProblemCode.UnexpectedAnswer)]
    [InlineData(401, "", "", ProblemCode.GitRefused)]
    [InlineData(403, "{}", "application/json", ProblemCode.GitRefused)]
    [InlineData(500, "{}", "application/json", ProblemCode.ServerError)]
    public async Task The_check_asks_git_and_reads_the_whole_advertisement(int status, string body, string contentType, ProblemCode? code)
    {
        await using var server = await StartAsync(status, body, contentType);

        var asked = await server.Get<IAzureDevOpsGateway>().AskGitAsync(Target, Token, "Mission Control", "rover", Ct);

        (asked.Succeeded, asked.Problem?.Code).ShouldBe((code is null, code));
    }

    [Fact]
    public async Task A_token_that_a_refusal_repeats_is_taken_out()
    {
        await using var server = await StartAsync(500, $$"""{"message":"Unknown token {{Token.Reveal()}}"}""", "application/json");

        var problem = (await server.Get<IGitUpstream>().SendAsync(Asked, Ct)).Problem!;

        problem.Arguments["message"].ShouldBe("Unknown token ***");
    }

    [Fact]
    public async Task As_many_fetches_as_there_are_places_reach_one_host()
    {
        var (arrived, all) = (0, new TaskCompletionSource());
        await using var server = await StartAsync(async context =>
        {
            if (Interlocked.Increment(ref arrived) == 32)
                all.SetResult();
            await all.Task.WaitAsync(Ct);
            await WriteAsync(context, "001e# service=git-upload-pack\n0000", 200, Advertisement);
        });

        var fetches = Enumerable.Range(0, 32).Select(_ => server.Get<IGitUpstream>().SendAsync(Asked, Ct)).ToList();

        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        foreach (var fetch in fetches)
            await (await fetch).Value!.DisposeAsync();
    }

    [Fact]
    public async Task A_pack_that_is_cut_fails_while_it_is_read()
    {
        var isOpened = new TaskCompletionSource();
        await using var server = await StartAsync(async context =>
        {
            await WriteAsync(context, "PACK", 200, Packs);
            await context.Response.Body.FlushAsync(Ct);
            await isOpened.Task.WaitAsync(Ct);
            context.Abort();
        });
        using var body = new MemoryStream([1]);
        await using var response = (await server.Get<IGitUpstream>().SendAsync(Asked with { Body = body }, Ct)).Value!;

        isOpened.SetResult();

        await Should.ThrowAsync<IOException>(() => TextOfAsync(response));
    }

    private static async Task<string> TextOfAsync(GitResponse response)
    {
        using var reader = new StreamReader(response.Body);
        return await reader.ReadToEndAsync(Ct);
    }
}
