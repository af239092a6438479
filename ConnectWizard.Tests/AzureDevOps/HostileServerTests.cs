using System.Globalization;
using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

/// <summary>Servers that mean ill: they send back what they were sent, and never come to an end.</summary>
public sealed class HostileServerTests
{
    private const string Json = "application/json";
    private static readonly ServerTarget Target = new(new ServerAddress("http", "tfs.example", 80, ""), "DefaultCollection");
    private static readonly Secret Token = new("not-a-real-token-but-as-long-as-one-is-0123456789abc");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_comes_back_as_a_name_or_a_link_is_taken_out()
    {
        var token = Token.Reveal();
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, $$$"""
            {"authenticatedUser":{"id":"{{{Guid.NewGuid()}}}","providerDisplayName":"I am {{{token}}}"},
             "locationServiceData":{"accessMappings":[{"accessPoint":"http://{{{token}}}@tfs.example/"}]}}
            """));
        await using var services = Services(server);

        var account = (await Gateway(services).GetConnectionDataAsync(Target, Token, Ct)).Value!;

        account.AccountName.ShouldBe("I am ***");
        account.Links.ShouldHaveSingleItem().Url.ShouldBe("http://***@tfs.example/");
    }

    [Fact]
    public async Task A_token_that_comes_back_in_a_listing_is_taken_out()
    {
        var token = Token.Reveal();
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, $$"""
            {"value":[{"id":"{{Guid.NewGuid()}}","name":"n {{token}}","project":{"id":"{{Guid.NewGuid()}}","name":"p {{token}}"},
             "defaultBranch":"refs/heads/b {{token}}","remoteUrl":"http://{{token}}@tfs.example/"}]}
            """));
        await using var services = Services(server);

        var repository = (await Repositories(services).ListRepositoriesAsync(Target, Token, Ct).SingleAsync(Ct)).Value!;

        (repository.Name, repository.Project, repository.DefaultBranch, repository.RemoteUrl).ShouldBe(("n ***", "p ***", "b ***", "http://***@tfs.example/"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(160)]
    [InlineData(190)]
    public async Task No_part_of_a_token_is_left_where_a_message_is_cut(int before)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + Token.Reveal()));
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            context.Response.Headers["X-TFS-ServiceError"] = $"{new string('x', before)} {Token.Reveal()} {basic}";
            return context.Response.WriteAsync("", Ct);
        });
        await using var services = Services(server);

        var problem = (await Gateway(services).GetConnectionDataAsync(Target, Token, Ct)).Problem!;

        string[] shown = [.. problem.Arguments.Values, .. problem.Evidence.Select(evidence => evidence.Value)];
        string[] beginnings = [Token.Reveal()[..6], basic[..6]];
        shown.ShouldAllBe(text => !beginnings.Any(text.Contains));
    }

    [Fact]
    public async Task Projects_that_never_end_are_left_after_a_thousand_pages()
    {
        var pages = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers["x-ms-continuationtoken"] = (++pages).ToString(CultureInfo.InvariantCulture);
            return AnswerAsync(context, """{"value":[]}""");
        });
        await using var services = Services(server);

        var answers = await Repositories(services).ListProjectsAsync(Target, Token, Ct).ToListAsync(Ct);

        answers.ShouldHaveSingleItem().Problem!.Code.ShouldBe(ProblemCode.AnswerTooLarge);
        pages.ShouldBeLessThanOrEqualTo(1001);
    }

    [Fact]
    public async Task Repositories_without_an_id_are_none()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, """{"value":[{},null,{"name":"x"}]}"""));
        await using var services = Services(server);

        (await Repositories(services).ListRepositoriesAsync(Target, Token, Ct).ToListAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thousand_addresses_of_its_own_are_not_all_shown()
    {
        var addresses = string.Join(',', Enumerable.Range(0, 1000).Select(number => $$"""{"accessPoint":"http://a{{number}}.example/"}"""));
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context,
            $$$"""{"authenticatedUser":{"id":"{{{Guid.NewGuid()}}}"},"locationServiceData":{"accessMappings":[{{{addresses}}}]}}"""));
        await using var services = Services(server);

        (await Gateway(services).GetConnectionDataAsync(Target, Token, Ct)).Value!.Links.Count.ShouldBe(20);
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_wait_of_years_is_an_hour(string retryAfter)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = retryAfter;
            return AnswerAsync(context, "{}");
        });
        await using var services = Services(server);

        (await Gateway(services).ProbeAsync(Target, Ct)).Problem!.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
    }

    private static IAzureDevOpsGateway Gateway(IServiceProvider services) => services.GetRequiredService<IAzureDevOpsGateway>();

    private static IRepositoryGateway Repositories(IServiceProvider services) => services.GetRequiredService<IRepositoryGateway>();

    private static ServiceProvider Services(LoopbackServer server) => EdgeServices.Build(
        [("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"tfs.example:80:127.0.0.1:{server.Port}"))]);

    private static Task AnswerAsync(HttpContext context, string body)
    {
        context.Response.Headers["ActivityId"] = "1";
        context.Response.ContentType = Json;
        return context.Response.WriteAsync(body, Ct);
    }
}
