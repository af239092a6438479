using ConnectWizard.Connections;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>The version of a server: off its resource locations, or off its refusal of a version that does not exist.</summary>
public sealed class VersionDetectionTests
{
    private const string Json = "application/json";
    private const string Html = "text/html";
    private const string Projects = "603fe2ac-9723-48b9-88ad-09305aa6c6e1";
    private const string OutOfRange = """{"typeKey":"VssVersionOutOfRangeException","message":"The requested REST API version of 99.0 is out of range for this server. The latest REST API version this server supports is 6.0."}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"7.1\"", "\"7.2\"", "7.1", "Azure DevOps Server 2022.1")]
    [InlineData("\"0.0\"", "\"7.1\"", "7.1", "Azure DevOps Server 2022.1")] // in preview alone
    [InlineData("null", "\"5.1\"", "5.1", "Azure DevOps Server 2019.1")]
    [InlineData("\"7\"", "\"5.0\"", "5.0", "Azure DevOps Server 2019")]
    [InlineData("\"4.1\"", "\"4.1\"", "4.1", "Team Foundation Server 2018.2")]
    [InlineData("\"9.4\"", "\"9.4\"", "9.4", "Azure DevOps Server, newer than the release of December 2025")]
    [InlineData("\"6.0.3\"", "\"6.1\"", "6.0", "Azure DevOps Server 2020")]
    public async Task The_released_version_of_the_projects_resource_counts(string released, string max, string level, string product)
    {
        await using var server = await StartAsync(
            $$"""{"value":[null,{"id":"00000000-0000-0000-0000-000000000001","releasedVersion":"1.0"},{"id":"{{Projects}}","releasedVersion":{{released}},"maxVersion":{{max}}}]}""");

        var version = (await server.Get<IAzureDevOpsGateway>().ReadVersionAsync(Target, Token, Ct)).Value!;

        (version.ApiLevel, version.Product).ShouldBe((level, product));
        server.Requests.ShouldHaveSingleItem().Line.ShouldBe("OPTIONS /tfs/Flight Systems/_apis");
    }

    [Theory]
    [InlineData(200, """{"value":[]}""", Json)]
    [InlineData(200, """{"value":null}""", Json)]
    [InlineData(200, """{"value":[{"id":"603fe2ac-9723-48b9-88ad-09305aa6c6e1"}]}""", Json)]
    [InlineData(200, """{"value":[{"id":"603fe2ac-9723-48b9-88ad-09305aa6c6e1","maxVersion":"newest"}]}""", Json)]
    [InlineData(204, "", "")]
    [InlineData(403, "<title>Blocked</title>", Html)]
    [InlineData(403, """{"message":"Access denied"}""", Json)]
    [InlineData(405, "<title>Method Not Allowed</title>", Html)]
    [InlineData(407, "", "")]
    public async Task Where_the_locations_do_not_tell_it_the_refusal_does(int status, string body, string contentType)
    {
        await using var server = await StartAsync(context => context.Request.Method == "OPTIONS"
            ? WriteAsync(context, body, status, contentType)
            : WriteAsync(context, OutOfRange, 400));

        (await server.Get<IAzureDevOpsGateway>().ReadVersionAsync(Target, Token, Ct)).Value!.Product.ShouldBe("Azure DevOps Server 2020");
        server.Requests.Last().Headers["Accept"].ShouldBe("application/json; api-version=99.0");
    }

    [Theory]
    [InlineData(401, "", "", ProblemCode.TokenRefused)]
    [InlineData(404, "<title>Not found</title>", Html, ProblemCode.CollectionUnknown)]
    [InlineData(429, "{}", Json, ProblemCode.Throttled)]
    [InlineData(500, "{}", Json, ProblemCode.ServerError)]
    [InlineData(503, """{"message":"TF24668: stopped"}""", Json, ProblemCode.CollectionStopped)]
    [InlineData(200, "[]", Json, ProblemCode.BrokenAnswer)]
    public async Task What_stops_everything_is_not_asked_again(int status, string body, string contentType, ProblemCode code)
    {
        await using var server = await StartAsync(status, body, contentType);

        (await server.Get<IAzureDevOpsGateway>().ReadVersionAsync(Target, Token, Ct)).Problem!.Code.ShouldBe(code);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(200, "{}", Json, ProblemCode.VersionUnknown)]
    [InlineData(404, """{"message":"nothing here"}""", Json, ProblemCode.VersionUnknown)]
    [InlineData(400, """{"typeKey":"VssVersionOutOfRangeException","message":"Out of range."}""", Json, ProblemCode.VersionUnknown)]
    [InlineData(400, """{"typeKey":"VssVersionOutOfRangeException","message":"The latest version this server supports is unknown."}""", Json, ProblemCode.VersionUnknown)]
    [InlineData(401, "", "", ProblemCode.TokenRefused)]
    [InlineData(429, "{}", Json, ProblemCode.Throttled)]
    public async Task A_refusal_without_a_version_leaves_it_unknown(int status, string body, string contentType, ProblemCode code)
    {
        await using var server = await StartAsync(context => context.Request.Method == "OPTIONS"
            ? WriteAsync(context, "", 405, Html)
            : WriteAsync(context, body, status, contentType));

        (await server.Get<IAzureDevOpsGateway>().ReadVersionAsync(Target, Token, Ct)).Problem!.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("4.1", "Team Foundation Server 2018.2")]
    [InlineData("5.0", "Azure DevOps Server 2019")]
    [InlineData("7.2", "Azure DevOps Server (December 2025 or newer)")]
    public async Task A_server_that_tells_everybody_its_version_is_believed(string level, string product)
    {
        await using var server = await StartAsync(400, OutOfRange.Replace("6.0", level), Json);

        (await server.Get<IAzureDevOpsGateway>().ProbeAsync(Target, Ct)).Value!.Version!.Product.ShouldBe(product);
    }
}
