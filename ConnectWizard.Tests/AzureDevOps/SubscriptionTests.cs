using System.Globalization;
using System.Text.Json.Nodes;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>Subscriptions of service hooks: what is written, what comes back, and what each refusal is.</summary>
public sealed class SubscriptionTests
{
    private const string Json = "application/json";
    private const string Html = "text/html";
    private const string Id = "10000000-0000-0000-0000-000000000001";
    private const string RepositoryId = "20000000-0000-0000-0000-000000000002";
    private const string Root = $"/tfs/Flight Systems/_apis/hooks";
    private const string Unmarked = "ActivityId: -";
    private static readonly Guid Project = new(Id);
    private static readonly Guid Repository = new(RepositoryId);
    private static readonly Secret Password = new("a-secret-of-more-than-twenty-letters");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static HookRequest Wanted { get; } = new("git.push", Project, Repository, new Uri("https://connect.example/hooks/1"), Password);

    [Theory]
    [InlineData(200, "", Json)]
    [InlineData(200, "{}", Json)]
    [InlineData(204, "", "")]
    public async Task A_subscription_is_deleted_with_either_success(int status, string body, string contentType)
    {
        await using var server = await StartAsync(status, body, contentType);

        (await server.Get<IServiceHooksGateway>().DeleteAsync(Target, Token, Project, Ct)).Value.ShouldBeTrue();

        server.Requests.ShouldHaveSingleItem().Line.ShouldBe($"DELETE {Root}/subscriptions/{Id}");
    }

    [Fact]
    public async Task A_subscription_that_is_gone_already_was_not_there()
    {
        await using var server = await StartAsync(404, """{"typeKey":"SubscriptionNotFoundException","message":"The subscription does not exist."}""", Json);

        var deleted = await server.Get<IServiceHooksGateway>().DeleteAsync(Target, Token, Project, Ct);

        (deleted.Succeeded, deleted.Value).ShouldBe((true, false));
    }

    [Theory]
    [InlineData(200, "<title>Sign In</title>", Html, "", ProblemCode.SignInPage)]
    [InlineData(200, "", Json, Unmarked, ProblemCode.UnexpectedAnswer)]
    [InlineData(204, "", "", Unmarked, ProblemCode.NotAzureDevOps)]
    [InlineData(404, "<title>The resource cannot be found.</title>", Html, "", ProblemCode.CollectionUnknown)]
    [InlineData(404, "<title>404 Not Found</title>", Html, Unmarked, ProblemCode.NotAzureDevOps)]
    [InlineData(400, """{"message":"Bad request"}""", Json, "", ProblemCode.UnexpectedAnswer)]
    [InlineData(403, """{"typeKey":"AccessCheckException","message":"Access denied"}""", Json, "", ProblemCode.WebhooksNotAllowed)]
    [InlineData(302, "", "", "Location: /elsewhere", ProblemCode.Redirected)]
    [InlineData(302, "", "", "Location: https://login.example/_signin", ProblemCode.SignInPage)]
    [InlineData(429, "{}", Json, "", ProblemCode.Throttled)]
    [InlineData(500, """{"message":"TF400898: An Internal Error Occurred."}""", Json, "", ProblemCode.ServerError)]
    [InlineData(503, """{"message":"TF24668: The following team project collection is stopped: X."}""", Json, "", ProblemCode.CollectionStopped)]
    public async Task A_deletion_that_is_refused_is_no_deletion(int status, string body, string contentType, string headers, ProblemCode code)
    {
        await using var server = await StartAsync(status, body, contentType, headers);

        (await server.Get<IServiceHooksGateway>().DeleteAsync(Target, Token, Project, Ct)).Problem!.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData(400, """{"message":"The subscription's URL is not allowed."}""", ProblemCode.WebhookTargetRefused)]
    [InlineData(403, """{"message":"Access Denied: Ada needs the following permission(s) on the resource X to perform this action: Edit Subscription"}""", ProblemCode.WebhooksNotAllowed)]
    [InlineData(404, """{"message":"The subscription does not exist."}""", ProblemCode.WebhookMissing)]
    [InlineData(404, """{"message":"TF200016: The following project does not exist: X."}""", ProblemCode.RepositoryUnknown)]
    [InlineData(409, """{"message":"Conflict"}""", ProblemCode.UnexpectedAnswer)]
    [InlineData(200, "{}", ProblemCode.UnexpectedAnswer)]
    [InlineData(200, """{"id":null}""", ProblemCode.UnexpectedAnswer)]
    [InlineData(200, "[]", ProblemCode.BrokenAnswer)]
    [InlineData(200, """{"id":"no guid"}""", ProblemCode.BrokenAnswer)]
    [InlineData(200, """{"id":""", ProblemCode.BrokenAnswer)]
    public async Task A_subscription_that_was_not_written_is_a_problem(int status, string body, ProblemCode code)
    {
        await using var server = await StartAsync(status, body, Json);
        var hooks = server.Get<IServiceHooksGateway>();

        (await hooks.CreateAsync(Target, Token, Wanted, Ct)).Problem!.Code.ShouldBe(code);
        (await hooks.UpdateAsync(Target, Token, Project, Wanted, Ct)).Problem!.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData(true, ProblemCode.ScopeMissing)]
    [InlineData(false, ProblemCode.TokenRefused)]
    public async Task A_bare_refusal_is_a_missing_scope_where_the_token_is_known(bool knowsToken, ProblemCode code)
    {
        await using var server = await StartAsync(401, "", "", "", knowsToken);
        var hooks = server.Get<IServiceHooksGateway>();

        var created = (await hooks.CreateAsync(Target, Token, Wanted, Ct)).Problem!;

        created.Code.ShouldBe(code);
        if (knowsToken)
            created.Arguments["scope"].ShouldBe("Code (Read)");
        (await hooks.DeleteAsync(Target, Token, Project, Ct)).Problem!.Code.ShouldBe(code);
        (await hooks.AskTokenAsync(Target, Token, Ct)).Problem!.Code.ShouldBe(code);
        (await hooks.FindNewestAsync(Target, Token, Project, Ct)).Problem!.Code.ShouldBe(code);
        (await hooks.ListAsync(Target, Token, Ct).SingleAsync(Ct)).Problem!.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("\"0001-01-01T00:00:00\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("1764360000")]
    [InlineData("null")]
    [Trait("Kind", "Time")]
    public async Task One_foreign_date_does_not_cost_the_list(string date)
    {
        var body = $$"""{"value":[{"id":"{{Id}}","createdDate":{{date}}},{"id":"{{RepositoryId}}","createdDate":"2026-11-28T20:00:00"}]}""";
        await using var server = await StartAsync(200, body, Json);

        var read = await server.Get<IServiceHooksGateway>().ListAsync(Target, Token, Ct).ToListAsync(Ct);

        read.Select(one => one.Value!.CreatedAt).ShouldBe([null, new DateTimeOffset(2026, 11, 28, 20, 0, 0, TimeSpan.Zero)]);
    }

    [Theory]
    [InlineData("""{}""", """{"resourceDetailsToSend":"all"}""", null)]
    [InlineData("""{"branch":"","pushedBy":"","tfsSubscriptionId":"30000000-0000-0000-0000-000000000003"}""", """{}""", null)]
    [InlineData("""{"branch":null}""", """{"resourceDetailsToSend":"","messagesToSend":"none"}""", null)]
    [InlineData("""{"branch":"release/1.0"}""", """{"resourceDetailsToSend":"all"}""", "branch=release/1.0")]
    [InlineData("""{"pushedBy":"x"}""", """{"resourceDetailsToSend":"minimal"}""", "pushedBy=x, resourceDetailsToSend=minimal")]
    [InlineData("""{}""", """{"resourceDetailsToSend":"none"}""", "resourceDetailsToSend=none")]
    [InlineData("""{"pullrequestCreatedBy":"a","pullrequestReviewersContains":"b","notificationType":"PushNotification","mergeResult":"Conflicts"}""", """{}""",
        "pullrequestCreatedBy=a, pullrequestReviewersContains=b, notificationType=PushNotification, mergeResult=Conflicts")]
    public async Task Inputs_that_keep_events_back_are_read(string publisher, string consumer, string? expected)
    {
        var body = $$"""{"value":[{"id":"{{Id}}","status":"enabled","publisherInputs":{{publisher}},"consumerInputs":{{consumer}},"lastSuccessfulAttemptDate":"2026-11-28T20:00:00.1Z"}]}""";
        await using var server = await StartAsync(200, body, Json);

        var read = (await server.Get<IServiceHooksGateway>().ListAsync(Target, Token, Ct).SingleAsync(Ct)).Value!;

        (read.NarrowedBy, read.Problem).ShouldBe((expected, expected is null ? null : ProblemCode.WebhookInputsChanged));
        read.LastSuccessAt.ShouldBe(new DateTimeOffset(2026, 11, 28, 20, 0, 0, 100, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_secret_that_a_refusal_repeats_is_taken_out()
    {
        await using var server = await StartAsync(400, $$"""{"message":"The password {{Password.Reveal()}} is too weak."}""", Json);

        var problem = (await server.Get<IServiceHooksGateway>().CreateAsync(Target, Token, Wanted with { UserName = "connectwizard" }, Ct)).Problem!;

        problem.Arguments["message"].ShouldBe("The password *** is too weak.");
        problem.Evidence.ShouldAllBe(evidence => !evidence.Value.Contains(Password.Reveal()));
    }

    [Theory]
    [InlineData(null, "X-Hook", "httpHeaders=X-Hook:SECRET, resourceDetailsToSend=all, url=URL")]
    [InlineData("connectwizard", null, "basicAuthPassword=SECRET, basicAuthUsername=connectwizard, resourceDetailsToSend=all, url=URL")]
    [InlineData(null, null, "resourceDetailsToSend=all, url=URL")]
    public async Task A_secret_is_sent_where_the_request_says(string? userName, string? header, string expected)
    {
        await using var server = await StartAsync($$"""{"id":"{{Id}}"}""");

        await server.Get<IServiceHooksGateway>().CreateAsync(Target, Token, Wanted with { UserName = userName, Header = header }, Ct);

        var inputs = JsonNode.Parse(server.Requests.ShouldHaveSingleItem().Body)!["consumerInputs"]!.AsObject();
        string.Join(", ", inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={input.Value}"))
            .ShouldBe(expected.Replace("SECRET", Password.Reveal()).Replace("URL", "https://connect.example/hooks/1"));
    }

    [Theory]
    [InlineData("""{"projectId":"PROJECT","repository":"REPOSITORY"}""", """{"url":"https://x.example/"}""", Id, RepositoryId, "https://x.example/")]
    [InlineData("""{"projectId":"PROJECT","repository":""}""", """{"url":null}""", Id, null, "")]
    [InlineData("""{"projectId":"Mission Control","repository":null,"branch":"main"}""", "{}", null, null, "")]
    [InlineData("null", "null", null, null, "")]
    public async Task A_subscription_s_inputs_are_read_as_far_as_they_are_known(string publisher, string consumer, string? project, string? repository, string url)
    {
        var inputs = publisher.Replace("PROJECT", Id).Replace("REPOSITORY", RepositoryId);
        await using var server = await StartAsync($$"""{"count":2,"value":[null,{"id":"{{Id}}","eventType":"git.push","publisherInputs":{{inputs}},"consumerInputs":{{consumer}}}]}""");

        var found = (await server.Get<IServiceHooksGateway>().ListAsync(Target, Token, Ct).SingleAsync(Ct)).Value!;

        (found.Id, found.EventType, found.Project?.ToString(), found.Repository?.ToString(), found.Url).ShouldBe((Project, "git.push", project, repository, url));
    }

    [Fact]
    public async Task A_list_that_ends_too_early_ends_with_a_problem()
    {
        await using var server = await StartAsync($$"""{"value":[{"id":"{{Id}}"},{"id":""");

        var found = await server.Get<IServiceHooksGateway>().ListAsync(Target, Token, Ct).ToListAsync(Ct);

        found.Select(one => one.Problem?.Code).Last().ShouldBe(ProblemCode.BrokenAnswer);
    }

    [Theory]
    [InlineData(200, """{"value":[]}""", Json, null)]
    [InlineData(200, """{"value":[""", Json, null)] // a token that is refused learns it before the first element
    [InlineData(200, "<title>Sign In</title>", Html, ProblemCode.SignInPage)]
    [InlineData(200, "{}", "application/problem+json", ProblemCode.UnexpectedAnswer)]
    [InlineData(403, """{"message":"Access denied"}""", Json, ProblemCode.PermissionMissing)]
    [InlineData(500, "{}", Json, ProblemCode.ServerError)]
    public async Task Whether_a_token_may_speak_of_hooks_is_told_by_the_status(int status, string body, string contentType, ProblemCode? code)
    {
        await using var server = await StartAsync(status, body, contentType);

        var asked = await server.Get<IServiceHooksGateway>().AskTokenAsync(Target, Token, Ct);

        (asked.Problem?.Code, asked.Value).ShouldBe((code, code is null));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_newest_notification_is_the_one_with_the_highest_number()
    {
        await using var server = await StartAsync(context => context.Request.Path.Value!.EndsWith("/9", StringComparison.Ordinal)
            ? WriteAsync(context, """{"id":9,"result":"failed","modifiedDate":"2026-11-21T10:00:00Z","details":{"response":"HTTP/1.1 410 Gone"}}""")
            : WriteAsync(context, """{"value":[{"id":3},null,{"id":9},{"id":4}]}"""));

        var newest = (await server.Get<IServiceHooksGateway>().FindNewestAsync(Target, Token, Project, Ct)).Value!.ShouldHaveSingleItem();

        (newest.Id, newest.Result, newest.Answered, newest.Detail).ShouldBe((9, NotificationResult.Failed, 410, "HTTP/1.1 410 Gone"));
        newest.At!.Value.ToString("u", CultureInfo.InvariantCulture).ShouldBe("2026-11-21 10:00:00Z");
        server.Requests.Select(request => request.Line).ShouldBe(
            [$"GET {Root}/subscriptions/{Id}/notifications?maxResults=1", $"GET {Root}/subscriptions/{Id}/notifications/9"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("[null]")]
    public async Task A_subscription_without_a_history_has_no_newest_notification(string value)
    {
        await using var server = await StartAsync($$"""{"value":{{value}}}""");

        (await server.Get<IServiceHooksGateway>().FindNewestAsync(Target, Token, Project, Ct)).Value!.ShouldBeEmpty();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_history_of_a_subscription_that_is_gone_is_a_missing_webhook()
    {
        await using var server = await StartAsync(404, """{"message":"The subscription does not exist."}""", Json);

        (await server.Get<IServiceHooksGateway>().FindNewestAsync(Target, Token, Project, Ct)).Problem!.Code.ShouldBe(ProblemCode.WebhookMissing);
    }

    [Fact]
    public async Task A_test_sends_the_subscription_itself()
    {
        await using var server = await StartAsync("""{"id":17,"result":"pending","details":null}""");

        var sent = (await server.Get<IServiceHooksGateway>().TestAsync(Target, Token, Project, Wanted with { UserName = "connectwizard" }, Ct)).Value!;

        (sent.Id, sent.Result, sent.Detail).ShouldBe((17, NotificationResult.Pending, null));
        var request = server.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe($"POST {Root}/testnotifications");
        var body = JsonNode.Parse(request.Body)!;
        ((string?)body["subscriptionId"], (string?)body["details"]!["eventType"], (string?)body["details"]!["publisherInputs"]!["projectId"]).ShouldBe((Id, "git.push", Id));
        body["details"]!.AsObject().ContainsKey("id").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"errorMessage":"  The remote name\r\n<b>could not</b> be resolved.  ","response":"HTTP/1.1 500"}""", "The remote name could not be resolved.")]
    [InlineData("""{"response":"HTTP/1.1 404 Not Found\r\nServer: x"}""", "HTTP/1.1 404 Not Found Server: x")]
    [InlineData("""{"errorMessage":"","response":""}""", null)]
    public async Task A_notification_s_detail_is_one_line(string details, string? expected)
    {
        await using var server = await StartAsync($$"""{"id":7,"result":"filtered","details":{{details}}}""");

        var found = (await server.Get<IServiceHooksGateway>().FindTestAsync(Target, Token, 7, Ct)).Value!;

        (found.Result, found.Detail).ShouldBe((NotificationResult.Filtered, expected));
    }
}
