using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>What each question sends: method, address, headers and body, as the server receives them.</summary>
public sealed class RequestTests
{
    private const string Root = "/tfs/Flight Systems";
    private const string ProjectText = "10000000-0000-0000-0000-000000000001";
    private const string RepositoryText = "20000000-0000-0000-0000-000000000002";
    private static readonly Guid Project = new(ProjectText);
    private static readonly Guid Repository = new(RepositoryText);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Requests => new()
    {
        { "probe", $"GET {Root}/_apis/connectionData" },
        { "connectionData", $"GET {Root}/_apis/connectionData?connectOptions=1&lastChangeId=-1&lastChangeId64=-1" },
        { "version", $"OPTIONS {Root}/_apis" },
        { "projects", $"GET {Root}/_apis/projects?$top=100" },
        { "project", $"GET {Root}/_apis/projects/Mission Control?includeCapabilities=true" },
        { "repositories", $"GET {Root}/_apis/git/repositories" },
        { "repository", $"GET {Root}/Mission Control/_apis/git/repositories/a+b & c" },
        { "branches", $"GET {Root}/{ProjectText}/_apis/git/repositories/{RepositoryText}/refs?filter=heads/&$top=20&filterContains=fix/#7" },
        { "head", $"GET {Root}/{ProjectText}/_apis/git/repositories/{RepositoryText}/refs?filter=heads/feature/größe&$top=1000" },
        { "pullRequests", $"GET {Root}/{ProjectText}/_apis/git/repositories/{RepositoryText}/pullrequests?searchCriteria.status=active&searchCriteria.targetRefName=refs/heads/main&$skip=0&$top=100" },
        { "commit", $"GET {Root}/{ProjectText}/_apis/git/repositories/{RepositoryText}/commits/{new string('a', 40)}" },
        { "git", $"GET {Root}/Mission Control/_git/rover/info/refs?service=git-upload-pack" },
        { "right", $"GET {Root}/_apis/permissions/cb594ebe-87dd-4fc9-ac2c-6a10a4c92046/2?tokens=PublisherSecurity/{ProjectText}" },
        { "subscriptions", $"GET {Root}/_apis/hooks/subscriptions?publisherId=tfs&consumerId=webHooks&consumerActionId=httpRequest" },
        { "deletion", $"DELETE {Root}/_apis/hooks/subscriptions/{ProjectText}" },
        { "newest", $"GET {Root}/_apis/hooks/subscriptions/{ProjectText}/notifications?maxResults=1" },
        { "test", $"GET {Root}/_apis/hooks/testnotifications/7" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_question_is_one_request_with_the_right_address_and_headers(string question, string line)
    {
        await using var server = await StartAsync("""{"value":[],"id":"10000000-0000-0000-0000-000000000001"}""");

        await AskAsync(server, question);

        var request = server.Requests.First();
        request.Line.ShouldBe(line);
        request.Headers["X-TFS-FedAuthRedirect"].ShouldBe("Suppress");
        request.Headers["Accept-Language"].ShouldBe("en");
        request.Headers["User-Agent"].ShouldBe("ConnectWizard/1.0");
        request.Headers.GetValueOrDefault("Authorization").ShouldBe(question == "probe" ? null : Basic);
        request.Headers.GetValueOrDefault("Accept").ShouldBe(question switch
        {
            "git" => null,
            "probe" or "connectionData" or "version" => "application/json",
            _ => "application/json; api-version=5.0",
        });
        request.Headers.GetValueOrDefault("Git-Protocol").ShouldBe(question == "git" ? "version=2" : null);
        request.Headers.ContainsKey("Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task An_account_s_token_is_sent_as_a_bearer()
    {
        await using var server = await StartAsync("""{"value":[]}""");

        await server.Get<IAzureDevOpsGateway>().GetConnectionDataAsync(Target, new EntraAccessToken("an-access-token-that-is-long-enough"), Ct);

        server.Requests.First().Headers["Authorization"].ShouldBe("Bearer an-access-token-that-is-long-enough");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscription_is_written_with_its_inputs(bool isUpdate)
    {
        await using var server = await StartAsync($$"""{"id":"{{ProjectText}}","status":"enabled"}""");
        var hooks = server.Get<IServiceHooksGateway>();
        var wanted = new HookRequest("git.push", Project, Repository, new Uri("https://connect.example/hooks/1"), new Secret("a-secret-of-more-than-twenty-letters"))
        {
            UserName = "connectwizard",
        };

        var written = isUpdate ? await hooks.UpdateAsync(Target, Token, Project, wanted, Ct) : await hooks.CreateAsync(Target, Token, wanted, Ct);

        written.Value!.Id.ShouldBe(Project);
        var request = server.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe(isUpdate ? $"PUT {Root}/_apis/hooks/subscriptions/{ProjectText}" : $"POST {Root}/_apis/hooks/subscriptions");
        request.Headers["Content-Type"].ShouldBe("application/json; api-version=5.0");
        var body = JsonNode.Parse(request.Body)!;
        body["publisherInputs"]!.ToJsonString().ShouldBe($$"""{"projectId":"{{ProjectText}}","repository":"{{RepositoryText}}"}""");
        body["consumerInputs"]!.ToJsonString().ShouldBe("""{"url":"https://connect.example/hooks/1","resourceDetailsToSend":"all","basicAuthUsername":"connectwizard","basicAuthPassword":"a-secret-of-more-than-twenty-letters"}""");
        ((string?)body["eventType"], (string?)body["resourceVersion"], (string?)body["status"]).ShouldBe(("git.push", "1.0", isUpdate ? "enabled" : null));
    }

    [Fact]
    public async Task Permissions_of_many_projects_are_asked_in_addresses_that_IIS_accepts()
    {
        await using var server = await StartAsync(context =>
        {
            var count = context.Request.Query["tokens"].ToString().Split(',').Length;
            return WriteAsync(context, $$"""{"value":[{{string.Join(',', Enumerable.Repeat("true", count))}}]}""");
        });
        Guid[] projects = [.. Enumerable.Range(1, 70).Select(number => new Guid(number, 0, 0, new byte[8]))];

        var rights = await server.Get<IServiceHooksGateway>().AskPermissionAsync(Target, Token, HookPermission.Edit, projects, Ct);

        rights.Value!.Count.ShouldBe(70);
        server.Requests.Count.ShouldBe(3);
        server.Requests.ShouldAllBe(request => request.Line.Length < 2048);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_name_that_would_be_a_way_through_the_path_is_never_sent(string name)
    {
        await using var server = await StartAsync("{}");
        var repositories = server.Get<IRepositoryGateway>();

        (await repositories.FindProjectAsync(Target, Token, name, Ct)).Problem!.Code.ShouldBe(ProblemCode.RepositoryUnknown);
        (await repositories.FindRepositoryAsync(Target, Token, "P", name, Ct)).Problem!.Code.ShouldBe(ProblemCode.RepositoryUnknown);
        (await server.Get<IAzureDevOpsGateway>().AskGitAsync(Target, Token, name, "r", Ct)).Problem!.Code.ShouldBe(ProblemCode.RepositoryUnknown);
        server.Requests.ShouldBeEmpty();
    }

    /// <summary>The time of a check item decides; timers run six times as fast, and the server takes 2.5 seconds.</summary>
    [Theory]
    [InlineData(10, false)]
    [InlineData(60, true)]
    public async Task A_longer_time_for_an_item_waits_longer_for_the_response(int seconds, bool isAnswered)
    {
        await using var server = await StartAsync(
            async context =>
            {
                await Task.Delay(TimeSpan.FromSeconds(2.5), context.RequestAborted);
                await WriteAsync(context, "{}", 401);
            },
            services => services.AddSingleton<TimeProvider>(new HurriedTime()).AddSingleton(new OutboundTimeouts { Item = TimeSpan.FromSeconds(seconds) }));

        var probe = await server.Get<IAzureDevOpsGateway>().ProbeAsync(Target, Ct);

        probe.Succeeded.ShouldBe(isAnswered);
        if (!isAnswered)
            (probe.Problem!.Code, probe.Problem.Arguments["seconds"]).ShouldBe((ProblemCode.TimedOut, (seconds * 0.9).ToString("0", CultureInfo.InvariantCulture)));
    }

    private static string Basic => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + Token.Reveal()));

    private static async Task AskAsync(ScriptedServer server, string question)
    {
        var (gateway, repositories, refs, hooks) =
            (server.Get<IAzureDevOpsGateway>(), server.Get<IRepositoryGateway>(), server.Get<IRepositoryRefs>(), server.Get<IServiceHooksGateway>());
        Task asked = question switch
        {
            "probe" => gateway.ProbeAsync(Target, Ct),
            "connectionData" => gateway.GetConnectionDataAsync(Target, Token, Ct),
            "version" => gateway.ReadVersionAsync(Target, Token, Ct),
            "projects" => repositories.ListProjectsAsync(Target, Token, Ct).ToListAsync(Ct).AsTask(),
            "project" => repositories.FindProjectAsync(Target, Token, "Mission Control", Ct),
            "repositories" => repositories.ListRepositoriesAsync(Target, Token, Ct).ToListAsync(Ct).AsTask(),
            "repository" => repositories.FindRepositoryAsync(Target, Token, "Mission Control", "a+b & c", Ct),
            "branches" => repositories.ListBranchesAsync(Target, Token, Project, Repository, "fix/#7", 20, Ct),
            "head" => refs.FindHeadAsync(Target, Token, Project, Repository, "feature/größe", Ct),
            "pullRequests" => refs.ListPullRequestsAsync(Target, Token, Project, Repository, "main", Ct),
            "commit" => refs.FindCommitAsync(Target, Token, Project, Repository, CommitId.Parse(new string('a', 40)), Ct),
            "git" => gateway.AskGitAsync(Target, Token, "Mission Control", "rover", Ct),
            "right" => hooks.AskPermissionAsync(Target, Token, HookPermission.Edit, [Project], Ct),
            "subscriptions" => hooks.ListAsync(Target, Token, Ct).ToListAsync(Ct).AsTask(),
            "deletion" => hooks.DeleteAsync(Target, Token, Project, Ct),
            "newest" => hooks.FindNewestAsync(Target, Token, Project, Ct),
            "test" => hooks.FindTestAsync(Target, Token, 7, Ct),
            _ => throw new ArgumentOutOfRangeException(nameof(question)),
        };
        await asked;
    }
}
