using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>What the wire's JSON becomes, row by row: missing members, nulls, other types of the same thing, dates, names of any length.</summary>
public sealed class WireMappingTests
{
    private const string Id = "10000000-0000-0000-0000-000000000001";
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly Guid Project = new(Id);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"id":"ID","name":"r","project":{"id":"ID","name":"P"},"defaultBranch":"refs/heads/main","isDisabled":true,"isInMaintenance":true,"remoteUrl":"https://x/_git/r"}""", "r|P|main|True|True|https://x/_git/r")]
    [InlineData("""{"ID":"ID","NAME":"r","Project":{"Id":"ID","Name":"P"}}""", "r|P||False|False|")]
    [InlineData("""{"id":"ID","name":null,"project":null,"defaultBranch":null,"isDisabled":null,"isInMaintenance":null,"remoteUrl":null}""", "|||False|False|")]
    [InlineData("""{"id":"ID","name":"r","defaultBranch":"refs/heads/feature/a","size":1e99,"links":{"_links":[[]]}}""", "r||feature/a|False|False|")]
    [InlineData("""{"id":"ID","name":"r","defaultBranch":"refs/tags/v1"}""", "r||refs/tags/v1|False|False|")]
    [InlineData("""{"id":"ID","name":"Gr\u00f6\u00dfe \ud83d\ude80"}""", "Größe 🚀|||False|False|")]
    public async Task A_repository_is_read_whatever_is_missing_from_it(string json, string expected)
    {
        await using var server = await StartAsync(json.Replace("\"ID\":\"ID\"", $"\"ID\":\"{Id}\"").Replace(":\"ID\"", $":\"{Id}\""));

        var repository = (await server.Get<IRepositoryGateway>().FindRepositoryAsync(Target, Token, "P", "r", Ct)).Value!;

        string.Join('|', repository.Name, repository.Project, repository.DefaultBranch, repository.IsDisabled, repository.IsInMaintenance, repository.RemoteUrl).ShouldBe(expected);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("""{"id":17}""")]
    [InlineData("""{"id":"no guid"}""")]
    [InlineData("""{"name":["r"]}""")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"name":"r" """)]
    public async Task What_is_no_repository_is_a_broken_response(string json)
    {
        await using var server = await StartAsync(json);

        (await server.Get<IRepositoryGateway>().FindRepositoryAsync(Target, Token, "P", "r", Ct)).Problem!.Code.ShouldBe(ProblemCode.BrokenAnswer);
    }

    [Fact]
    public async Task A_name_longer_than_any_real_one_is_cut()
    {
        await using var server = await StartAsync($$$"""{"value":[{"id":"{{{Id}}}","name":"{{{new string('n', 50_000)}}}","project":{"id":"{{{Id}}}","name":"{{{new string('p', 50_000)}}}"}}]}""");
        var repositories = server.Get<IRepositoryGateway>();

        var repository = (await repositories.ListRepositoriesAsync(Target, Token, Ct).SingleAsync(Ct)).Value!;
        var project = (await repositories.ListProjectsAsync(Target, Token, Ct).SingleAsync(Ct)).Value!;

        (repository.Name.Length, repository.Project.Length, project.Name.Length).ShouldBe((256, 256, 256));
    }

    [Theory]
    [InlineData("""{"versioncontrol":{"sourceControlType":"Git","gitEnabled":"True","tfvcEnabled":"False"}}""", true, false)]
    [InlineData("""{"versioncontrol":{"sourceControlType":"Tfvc","gitEnabled":"True","tfvcEnabled":"True"}}""", true, true)]
    [InlineData("""{"versioncontrol":{"sourceControlType":"tfvc"}}""", false, true)]
    [InlineData("""{"versioncontrol":{"sourceControlType":"Git"}}""", true, false)]
    [InlineData("""{"versioncontrol":{}}""", false, false)]
    [InlineData("{}", false, false)]
    [InlineData("null", false, false)]
    public async Task A_project_s_version_control_is_read_in_both_its_forms(string capabilities, bool git, bool tfvc)
    {
        await using var server = await StartAsync($$"""{"id":"{{Id}}","name":"P","capabilities":{{capabilities}}}""");

        var project = (await server.Get<IRepositoryGateway>().FindProjectAsync(Target, Token, "P", Ct)).Value!;

        (project.UsesGit, project.UsesTfvc).ShouldBe((git, tfvc));
    }

    [Theory]
    [InlineData("""{"value":[{"name":"refs/heads/main","objectId":"COMMIT"}]}""", Commit)]
    [InlineData("""{"value":[{"name":"refs/heads/main-2","objectId":"x"},null,{"name":null},{"name":"refs/heads/main","objectId":"COMMIT"}]}""", Commit)]
    [InlineData("""{"value":[{"name":"refs/heads/main-2","objectId":"COMMIT"}]}""", null)]
    [InlineData("""{"value":[{"name":"refs/heads/MAIN","objectId":"COMMIT"}]}""", null)]
    [InlineData("""{"value":[{"name":"refs/heads/main","objectId":"--upload-pack=touch"}]}""", null)]
    [InlineData("""{"value":[{"name":"refs/heads/main"}]}""", null)]
    [InlineData("""{"value":[]}""", null)]
    [InlineData("""{"value":null}""", null)]
    public async Task The_head_of_a_branch_is_that_of_no_other(string json, string? commit)
    {
        await using var server = await StartAsync(json.Replace("COMMIT", Commit));

        (await server.Get<IRepositoryRefs>().FindHeadAsync(Target, Token, Project, Project, "main", Ct)).Value!.CommitId?.Value.ShouldBe(commit);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("""{"pullRequestId":7,"sourceRefName":"refs/heads/a","targetRefName":"refs/heads/main"}""", 0)]
    [InlineData("""{"pullRequestId":0,"sourceRefName":"refs/heads/a","targetRefName":"refs/heads/main","lastMergeSourceCommit":{"commitId":"COMMIT"}}""", 0)]
    [InlineData("""{"pullRequestId":7,"sourceRefName":"refs/heads/a","targetRefName":"refs/heads/main","lastMergeSourceCommit":{"commitId":"COMMIT"}}""", 1)]
    [InlineData("""null,{"pullRequestId":7,"sourceRefName":"refs/heads/a","targetRefName":"refs/heads/main","lastMergeSourceCommit":{"commitId":"COMMIT"},"createdBy":null}""", 1)]
    public async Task A_pull_request_without_a_source_commit_is_left_out(string json, int count)
    {
        await using var server = await StartAsync($$"""{"value":[{{json.Replace("COMMIT", Commit)}}]}""");

        (await server.Get<IRepositoryRefs>().ListPullRequestsAsync(Target, Token, Project, Project, "main", Ct)).Value!.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("succeeded", "null", Commit, false)]
    [InlineData("conflicts", "null", null, false)]
    [InlineData("queued", """{"repository":{}}""", null, true)]
    public async Task A_pull_request_tells_its_merge_and_its_fork(string mergeStatus, string fork, string? merge, bool isFork)
    {
        await using var server = await StartAsync($$$"""
            {"value":[{"pullRequestId":7,"status":"active","title":"T","sourceRefName":"refs/heads/a","targetRefName":"refs/heads/main","mergeStatus":"{{{mergeStatus}}}",
             "lastMergeSourceCommit":{"commitId":"{{{Commit}}}"},"lastMergeCommit":{"commitId":"{{{Commit}}}"},"createdBy":{"displayName":"Grace"},"forkSource":{{{fork}}}}]}
            """);

        var found = (await server.Get<IRepositoryRefs>().ListPullRequestsAsync(Target, Token, Project, Project, "main", Ct)).Value!.ShouldHaveSingleItem();

        (found.Number, found.MergeCommit?.Value, found.IsFork, found.Author, found.Title, found.IsActive).ShouldBe((7, merge, isFork, "Grace", "T", true));
    }

    [Theory]
    [InlineData("\"2026-11-21T10:00:00.1234567Z\"", "2026-11-21T10:00:00.1234567+00:00")]
    [InlineData("\"2026-11-21T12:00:00.223+02:00\"", "2026-11-21T10:00:00.2230000+00:00")]
    [InlineData("\"0001-01-01T00:00:00\"", null)]
    [InlineData("null", null)]
    public async Task The_date_of_a_subscription_is_read_as_UTC_and_the_year_1_is_none(string json, string? expected)
    {
        await using var server = await StartAsync($$"""{"value":[{"id":"{{Id}}","createdDate":{{json}}}]}""");

        var subscription = (await server.Get<IServiceHooksGateway>().ListAsync(Target, Token, Ct).SingleAsync(Ct)).Value!;

        var created = subscription.CreatedAt;
        (created?.ToString("O", CultureInfo.InvariantCulture) ?? "null").ShouldStartWith(expected ?? "null");
    }

    [Theory]
    [InlineData("""{"status":"enabled"}""", SubscriptionStatus.Enabled)]
    [InlineData("""{"status":"ENABLED"}""", SubscriptionStatus.Enabled)]
    [InlineData("""{"status":"somethingNew"}""", SubscriptionStatus.Unknown)]
    [InlineData("""{"status":null}""", SubscriptionStatus.Unknown)]
    [InlineData("{}", SubscriptionStatus.Unknown)]
    public async Task A_status_that_is_new_is_unknown(string json, SubscriptionStatus status)
    {
        await using var server = await StartAsync($$"""{"value":[{{json}}]}""");

        (await server.Get<IServiceHooksGateway>().ListAsync(Target, Token, Ct).SingleAsync(Ct)).Value!.Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("""{"id":7,"result":"succeeded","details":{"response":"HTTP/1.1 202 Accepted\r\nServer: x"}}""", NotificationResult.Succeeded, 202)]
    [InlineData("""{"id":7,"result":"failed","details":{"errorMessage":"Bad Gateway (502)"}}""", NotificationResult.Failed, 502)]
    [InlineData("""{"id":7,"result":"failed","details":{"errorMessage":"No such host."}}""", NotificationResult.Failed, null)]
    [InlineData("""{"id":7,"result":"brandNew"}""", NotificationResult.Pending, null)]
    [InlineData("""{"id":7,"result":null,"details":null}""", NotificationResult.Pending, null)]
    public async Task A_notification_tells_how_it_was_answered(string json, NotificationResult result, int? status)
    {
        await using var server = await StartAsync(json);

        var notification = (await server.Get<IServiceHooksGateway>().FindTestAsync(Target, Token, 7, Ct)).Value!;

        (notification.Result, notification.Answered).ShouldBe((result, status));
    }

    [Theory]
    [InlineData("[true,false]", "true,false")]
    [InlineData("[true]", null)]
    [InlineData("[true,false,true]", null)]
    [InlineData("null", null)]
    public async Task Permissions_that_do_not_match_the_question_are_unknown(string value, string? expected)
    {
        await using var server = await StartAsync($$"""{"value":{{value}}}""");

        var rights = await server.Get<IServiceHooksGateway>().AskPermissionAsync(Target, Token, HookPermission.Edit, [Project, Guid.Empty], Ct);

        if (expected is null)
            rights.Problem!.Code.ShouldBe(ProblemCode.WebhooksUnknown);
        else
            string.Join(',', rights.Value!.Values).ToLowerInvariant().ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"providerDisplayName":"Ada Byron"}""", "Ada Byron", null)]
    [InlineData("""{"providerDisplayName":"Ada Byron","customDisplayName":"Ada"}""", "Ada", null)]
    [InlineData("""{"properties":{"Account":{"$type":"System.String","$value":"ada@x.example"}}}""", "ada@x.example", "ada@x.example")]
    [InlineData("""{"properties":{"Domain":{"$value":"X"},"Account":{"$value":"ada"}}}""", "X\\ada", "X\\ada")]
    [InlineData("""{"providerDisplayName":" ","properties":{"Account":"ada"}}""", Id, null)]
    [InlineData("""{"providerDisplayName":"Ada","properties":{"Account":{"$value":"\ud800"}}}""", "Ada", null)]
    public async Task A_person_is_called_by_the_best_name_there_is(string user, string name, string? login)
    {
        await using var server = await StartAsync($$"""{"authenticatedUser":{{user.Insert(1, $"\"id\":\"{Id}\",")}}}""");

        var found = (await server.Get<IAzureDevOpsGateway>().GetConnectionDataAsync(Target, Token, Ct)).Value!;

        (found.AccountName, found.AccountLogin).ShouldBe((name, login));
    }
}
