using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>The permission query: a server that would not say leaves the right unknown, everything else is a problem of its own.</summary>
public sealed class PermissionQueryTests
{
    private const string Json = "application/json";
    private const string Html = "text/html";
    private static readonly Guid Project = new("10000000-0000-0000-0000-000000000001");
    private static readonly Guid Other = new("20000000-0000-0000-0000-000000000002");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, """{"value":[]}""", Json, "", ProblemCode.WebhooksUnknown)]
    [InlineData(200, "{}", Json, "", ProblemCode.WebhooksUnknown)]
    [InlineData(400, """{"typeKey":"VssVersionOutOfRangeException","message":"The latest REST API version this server supports is 5.1."}""", Json, "", ProblemCode.WebhooksUnknown)]
    [InlineData(401, "", "", "", ProblemCode.WebhooksUnknown)]
    [InlineData(403, """{"message":"Access denied"}""", Json, "", ProblemCode.WebhooksUnknown)]
    [InlineData(404, """{"message":"No such namespace"}""", Json, "", ProblemCode.WebhooksUnknown)]
    [InlineData(404, "<title>Not found</title>", Html, "", ProblemCode.WebhooksUnknown)]
    [InlineData(404, "<title>Not found</title>", Html, "ActivityId: -", ProblemCode.WebhooksUnknown)]
    [InlineData(500, "{}", Json, "", ProblemCode.WebhooksUnknown)]
    [InlineData(200, """{"value":["true"]}""", Json, "", ProblemCode.BrokenAnswer)]
    [InlineData(200, """{"value":[null]}""", Json, "", ProblemCode.BrokenAnswer)]
    [InlineData(200, "<title>Sign In</title>", Html, "", ProblemCode.SignInPage)]
    [InlineData(302, "", "", "Location: /elsewhere", ProblemCode.Redirected)]
    [InlineData(400, """{"typeKey":"VssVersionOutOfRangeException","message":"The latest REST API version this server supports is 4.1."}""", Json, "", ProblemCode.TeamFoundationServer)]
    [InlineData(401, """{"message":"Access Denied: The Personal Access Token used has expired."}""", Json, "", ProblemCode.TokenExpired)]
    [InlineData(407, "", "", "", ProblemCode.ProxyAnswered)]
    [InlineData(429, "{}", Json, "Retry-After: 7", ProblemCode.Throttled)]
    [InlineData(503, """{"message":"TF24668: stopped"}""", Json, "", ProblemCode.CollectionStopped)]
    public async Task A_question_without_an_answer_is_told_from_a_refusal(int status, string body, string contentType, string headers, ProblemCode code)
    {
        await using var server = await StartAsync(status, body, contentType, headers);

        (await server.Get<IServiceHooksGateway>().AskPermissionAsync(Target, Token, HookPermission.Edit, [Project], Ct)).Problem!.Code.ShouldBe(code);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(HookPermission.View, 1)]
    [InlineData(HookPermission.Edit, 2)]
    [InlineData(HookPermission.Delete, 4)]
    public async Task Each_permission_is_asked_by_its_bit(HookPermission permission, int bit)
    {
        await using var server = await StartAsync("""{"value":[true,false]}""");

        var rights = (await server.Get<IServiceHooksGateway>().AskPermissionAsync(Target, Token, permission, [Project, Other, Project], Ct)).Value!;

        rights.OrderBy(right => right.Key).Select(right => (right.Key, right.Value)).ShouldBe([(Project, true), (Other, false)]);
        server.Requests.ShouldHaveSingleItem().Line.ShouldBe(
            $"GET /tfs/Flight Systems/_apis/permissions/cb594ebe-87dd-4fc9-ac2c-6a10a4c92046/{bit}?tokens=PublisherSecurity/{Project},PublisherSecurity/{Other}");
    }

    [Fact]
    public async Task A_refusal_of_a_later_part_refuses_the_whole()
    {
        var asked = 0;
        await using var server = await StartAsync(context => ++asked == 1
            ? WriteAsync(context, $$"""{"value":[{{string.Join(',', Enumerable.Repeat("true", 30))}}]}""")
            : WriteAsync(context, "{}", 429));
        Guid[] projects = [.. Enumerable.Range(1, 90).Select(number => new Guid(number, 0, 0, new byte[8]))];

        (await server.Get<IServiceHooksGateway>().AskPermissionAsync(Target, Token, HookPermission.Edit, projects, Ct)).Problem!.Code.ShouldBe(ProblemCode.Throttled);
        asked.ShouldBe(2);
    }
}
