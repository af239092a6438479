using ConnectWizard.Connections;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>Who the token is, and what a server says of itself beside it.</summary>
public sealed class ConnectionDataTests
{
    private const string Id = "10000000-0000-0000-0000-000000000001";
    private const string User = $"\"authenticatedUser\":{{\"id\":\"{Id}\",\"providerDisplayName\":\"Ada\"}}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"hosted\"", true)]
    [InlineData("\"Hosted\"", true)]
    [InlineData("\"onPremises\"", false)]
    [InlineData("null", null)]
    public async Task Whether_it_is_the_cloud_is_told_by_the_deployment(string type, bool? hosted)
    {
        await using var server = await StartAsync($$"""{{{User}},"deploymentType":{{type}}}""");

        (await AskAsync(server)).Value!.Hosted.ShouldBe(hosted);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""[null,{"accessPoint":null},{"accessPoint":"http://a.example/"}]""", "http://a.example/")]
    [InlineData("""[{"accessPoint":"http://a.example/","moniker":"PublicAccessMapping"},{"accessPoint":"HTTP://A.EXAMPLE/","moniker":"HostGuidAccessMapping"}]""", "http://a.example/")]
    [InlineData("""[{"accessPoint":"http://localhost:8080/"},{"accessPoint":"no\naddress"}]""", "http://localhost:8080/, no address")]
    public async Task Each_address_it_knows_itself_by_is_told_once(string mappings, string expected)
    {
        await using var server = await StartAsync($$$"""{{{{User}}},"locationServiceData":{"accessMappings":{{{mappings}}}}}""");

        var links = (await AskAsync(server)).Value!.Links;

        links.ShouldAllBe(link => link.Where == "accessPoint");
        string.Join(", ", links.Select(link => link.Url)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("{}", ProblemCode.UnexpectedAnswer)]
    [InlineData("""{"authenticatedUser":null}""", ProblemCode.UnexpectedAnswer)]
    [InlineData("""{"authenticatedUser":{"providerDisplayName":"Ada"}}""", ProblemCode.UnexpectedAnswer)]
    [InlineData("""{"authenticatedUser":{"id":"10000000-0000-0000-0000-000000000001","providerDisplayName":"Anonymous"}}""", ProblemCode.TokenRefused)]
    [InlineData("""{"authenticatedUser":{"id":"AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA","providerDisplayName":"Somebody"}}""", ProblemCode.TokenRefused)]
    [InlineData("""{"authenticatedUser":{"id":"nobody"}}""", ProblemCode.BrokenAnswer)]
    [InlineData("null", ProblemCode.BrokenAnswer)]
    public async Task Nobody_is_no_account(string json, ProblemCode code)
    {
        await using var server = await StartAsync(json);

        (await AskAsync(server)).Problem!.Code.ShouldBe(code);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("X-RateLimit-Delay: 1.5", "Delayed by", "1.5 s")]
    [InlineData("Retry-After: 12", "Retry after", "12")]
    [InlineData("X-RateLimit-Delay: 3\nX-RateLimit-Resource: core", "Limited resource", "core")]
    public async Task An_account_that_is_slowed_down_is_told(string headers, string label, string value)
    {
        await using var server = await StartAsync(200, $$"""{{{User}}}""", "application/json", headers);

        var delayed = (await AskAsync(server)).Value!.Delayed.ShouldNotBeNull();

        delayed.Code.ShouldBe(ProblemCode.Delayed);
        delayed.Evidence.ShouldContain(new Evidence(label, value));
    }

    [Fact]
    public async Task An_account_that_is_not_slowed_down_has_its_evidence_alone()
    {
        await using var server = await StartAsync($$"""{{{User}},"instanceId":"20000000-0000-0000-0000-000000000002"}""");

        var account = (await AskAsync(server)).Value!;

        (account.AccountId, account.CollectionId, account.Delayed).ShouldBe((Id, new Guid("20000000-0000-0000-0000-000000000002"), null));
        account.Evidence.ShouldContain(new Evidence("Activity id", "0f8fad5b-d9cb-469f-a165-70867728950e"));
    }

    [Theory]
    [InlineData(200, "{}", ProblemCode.ScopeMissing)]
    [InlineData(403, """{"message":"Access denied"}""", ProblemCode.ScopeMissing)]
    [InlineData(401, """{"message":"Access Denied: The Personal Access Token used has expired."}""", ProblemCode.TokenExpired)]
    [InlineData(401, "", ProblemCode.TokenRefused)]
    [InlineData(500, "{}", ProblemCode.TokenRefused)]
    public async Task A_refusal_without_a_reason_is_told_by_another_question(int status, string body, ProblemCode code)
    {
        await using var server = await StartAsync(context => context.Request.Path.Value!.EndsWith("/projects", StringComparison.Ordinal)
            ? WriteAsync(context, body, status)
            : WriteAsync(context, "", 401, ""));

        (await AskAsync(server)).Problem!.Code.ShouldBe(code);
        server.Requests.Select(request => request.Line).ShouldBe(
            ["GET /tfs/Flight Systems/_apis/connectionData?connectOptions=1&lastChangeId=-1&lastChangeId64=-1", "GET /tfs/Flight Systems/_apis/projects?$top=1"]);
    }

    private static Task<Result<AuthenticatedUser>> AskAsync(ScriptedServer server) => server.Get<IAzureDevOpsGateway>().GetConnectionDataAsync(Target, Token, Ct);
}
