using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

/// <summary>Servers that the emulator does not play, each a few lines.</summary>
public sealed class OddServerTests
{
    private static readonly ServerTarget Target = new(new ServerAddress("http", "tfs.example", 80, ""), "DefaultCollection");
    private static readonly Secret Token = new("not-a-real-token");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_options_is_refused_the_version_is_provoked()
    {
        var requests = new List<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            requests.Add($"{context.Request.Method} {context.Request.Headers.Accept}");
            context.Response.Headers["ActivityId"] = Guid.NewGuid().ToString();
            return context.Request.Method == "OPTIONS"
                ? AnswerAsync(context, 405, "text/html", "<title>405</title>")
                : AnswerAsync(context, 400, "application/json", """{"typeKey":"VssVersionOutOfRangeException","message":"The requested REST API version of 99.0 is out of range for this server. The latest REST API version this server supports is 7.1."}""");
        });
        await using var services = Services(server);

        var version = await Gateway(services).ReadVersionAsync(Target, Token, Ct);

        version.Value!.Product.ShouldBe("Azure DevOps Server 2022.1");
        requests.ShouldBe(["OPTIONS application/json", "GET application/json; api-version=99.0"]);
    }

    [Fact]
    public async Task Where_nothing_tells_the_version_it_is_unknown()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, 200, "application/json", """{"count":0,"value":[]}"""));
        await using var services = Services(server);

        (await Gateway(services).ReadVersionAsync(Target, Token, Ct)).Problem!.Code.ShouldBe(ProblemCode.VersionUnknown);
    }

    [Fact]
    public async Task A_bare_refusal_is_narrowed_by_one_more_request()
    {
        var paths = new List<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            paths.Add(context.Request.Path);
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"http://tfs.example/\"";
            return context.Request.Path.Value!.EndsWith("/projects", StringComparison.Ordinal)
                ? AnswerAsync(context, 200, "application/json", """{"value":[]}""")
                : AnswerAsync(context, 401, "", "");
        });
        await using var services = Services(server);

        (await Gateway(services).GetConnectionDataAsync(Target, Token, Ct)).Problem!.Code.ShouldBe(ProblemCode.ScopeMissing);
        paths.ShouldBe(["/DefaultCollection/_apis/connectionData", "/DefaultCollection/_apis/projects"]);
    }

    [Fact]
    public async Task A_bare_refusal_everywhere_is_the_token_s()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"http://tfs.example/\"";
            return AnswerAsync(context, 401, "", "");
        });
        await using var services = Services(server);

        (await Gateway(services).GetConnectionDataAsync(Target, Token, Ct)).Problem!.Code.ShouldBe(ProblemCode.TokenRefused);
        server.Hosts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_anonymous_identity_with_a_success_is_a_refused_token()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, 200, "application/json",
            """{"authenticatedUser":{"id":"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa","providerDisplayName":"Anonymous"},"locationServiceData":{}}"""));
        await using var services = Services(server);

        (await Gateway(services).ProbeAsync(Target, Ct)).Succeeded.ShouldBeTrue();
        (await Gateway(services).GetConnectionDataAsync(Target, Token, Ct)).Problem!.Code.ShouldBe(ProblemCode.TokenRefused);
    }

    [Theory]
    [InlineData("""{"status":"ok"}""", ProblemCode.NotAzureDevOps)]
    [InlineData("""{"status":""", ProblemCode.BrokenAnswer)]
    [InlineData("", ProblemCode.BrokenAnswer)]
    public async Task Json_of_another_service_is_not_taken_for_azure_devops(string body, ProblemCode code)
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, 200, "application/json", body));
        await using var services = Services(server);

        (await Gateway(services).ProbeAsync(Target, Ct)).Problem!.Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_server_that_repeats_its_continuation_token_comes_to_an_end()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers["x-ms-continuationtoken"] = "100";
            return AnswerAsync(context, 200, "application/json", """{"value":[{"id":"11111111-1111-1111-1111-111111111111","name":"P"}]}""");
        });
        await using var services = Services(server);

        (await Repositories(services).ListProjectsAsync(Target, Token, Ct).ToListAsync(Ct)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_the_request()
    {
        var (came, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.RequestAborted.Register(left.SetResult);
            came.SetResult();
            await left.Task;
        });
        await using var services = Services(server);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var identifying = Gateway(services).GetConnectionDataAsync(Target, Token, leave.Token);

        await came.Task.WaitAsync(Ct);
        await leave.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => identifying);
        await left.Task.WaitAsync(TimeSpan.FromSeconds(5), Ct);
    }

    [Fact]
    public async Task Version_zero_of_git_s_protocol_is_counted()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, 200, "application/x-git-upload-pack-advertisement",
            "001e# service=git-upload-pack\n0000" + "003d" + new string('a', 40) + " refs/heads/main\n" + "0000"));
        await using var services = Services(server);

        (await Gateway(services).AskGitAsync(Target, Token, "P", "r", Ct)).Value!.Refs.ShouldBe(1);
    }

    private static IAzureDevOpsGateway Gateway(IServiceProvider services) => services.GetRequiredService<IAzureDevOpsGateway>();

    private static IRepositoryGateway Repositories(IServiceProvider services) => services.GetRequiredService<IRepositoryGateway>();

    private static ServiceProvider Services(LoopbackServer server) => EdgeServices.Build(
        [("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"tfs.example:80:127.0.0.1:{server.Port}"))]);

    private static async Task AnswerAsync(HttpContext context, int status, string contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body, Ct);
    }
}
