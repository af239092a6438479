using AzureDevOpsEmulator;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

public sealed class PullRequestDeliveryTests
{
    [Fact]
    public async Task A_pull_request_is_told_from_its_opening_to_its_merge()
    {
        await using var emulated = await HookFixture.StartAsync();
        foreach (var type in new[] { "created", "updated", "merged" })
            await emulated.SubscribeAsync("git.pullrequest." + type);
        emulated.World.Push(HookFixture.MissionControl, new() { Branch = "feature/x", Path = "x.md" });
        var id = emulated.World.OpenPullRequest(HookFixture.MissionControl, new("feature/x", "main", "Add x"));
        var update = emulated.World.UpdatePullRequest(HookFixture.MissionControl, id);
        var merge = emulated.World.MergePullRequest(HookFixture.MissionControl, id);

        var received = (await emulated.Receiver.NextAsync(7)).ToLookup(sent => sent.TextAt("eventType"), StringComparer.Ordinal);

        received["git.pullrequest.created"].ShouldHaveSingleItem().TextAt("resource/status").ShouldBe("active");
        var updates = received["git.pullrequest.updated"].ToList();
        updates[0].TextAt("resource/lastMergeSourceCommit/commitId").ShouldBe(update);
        updates[0].TextAt("message/text").ShouldNotBeNull().ShouldContain("updated the source branch of pull request 1 (Add x) in mission-control");
        updates[1].TextAt("resource/status").ShouldBe("completed");
        updates[1].TextAt("resource/lastMergeCommit/commitId").ShouldBe(merge);
        received["git.pullrequest.merged"].Select(sent => sent.TextAt("resource/status")).ShouldBe(["active", "active", "active", "completed"], "the attempt before the completion is told too");
        emulated.World.Branches(HookFixture.MissionControl)["main"].ShouldBe(merge);
    }

    [Fact]
    public async Task Each_action_is_told_once_and_a_new_title_never()
    {
        await using var emulated = await HookFixture.StartAsync();
        await emulated.SubscribeAsync("git.pullrequest.updated");
        emulated.World.Push(HookFixture.MissionControl, new() { Branch = "feature/x", Path = "x.md" });
        var id = emulated.World.OpenPullRequest(HookFixture.MissionControl, new("feature/x", "main", "Add x"));

        var path = $"/DefaultCollection/Mission%20Control/_apis/git/repositories/mission-control/pullrequests/{id}";
        await emulated.SendAsync(HttpMethod.Patch, path, new System.Text.Json.Nodes.JsonObject { ["title"] = "Better" });
        emulated.World.Vote(HookFixture.MissionControl, id, 10, "jweiss");
        emulated.World.AbandonPullRequest(HookFixture.MissionControl, id);

        var received = await emulated.Receiver.NextAsync(2);
        received[0].TextAt("message/text").ShouldNotBeNull().ShouldStartWith("Jürgen Weiß approved pull request 1 (Better)");
        received[1].TextAt("message/text").ShouldNotBeNull().ShouldContain("abandoned pull request 1");
    }

    [Fact]
    public async Task Kinds_of_change_of_a_pull_request_are_chosen()
    {
        await using var emulated = await HookFixture.StartAsync();
        await emulated.SubscribeAsync("git.pullrequest.updated", draft => draft["publisherInputs"]!["notificationType"] = "ReviewerVoteNotification");
        emulated.World.Push(HookFixture.MissionControl, new() { Branch = "feature/x", Path = "x.md" });
        var id = emulated.World.OpenPullRequest(HookFixture.MissionControl, new WorldPullRequest("feature/x", "main", "Add x"));
        emulated.World.UpdatePullRequest(HookFixture.MissionControl, id);
        emulated.World.Vote(HookFixture.MissionControl, id, 10, "jweiss");

        var sent = await emulated.Receiver.NextAsync();

        sent.TextAt("message/text").ShouldStartWith("Jürgen Weiß approved pull request 1");
        WireResponse.At(sent.Json, "resource/reviewers")[0].GetProperty("vote").GetInt32().ShouldBe(10);
    }
}
