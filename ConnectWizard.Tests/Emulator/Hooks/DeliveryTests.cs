using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

public sealed class DeliveryTests
{
    [Fact]
    public async Task A_push_arrives_in_the_recorded_shape()
    {
        await using var emulated = await HookFixture.StartAsync();
        var subscription = await emulated.SubscribeAsync();
        var before = emulated.World.Branches(HookFixture.MissionControl)["main"];

        var commit = emulated.World.Push(HookFixture.MissionControl, new() { Message = "Say <more>", Person = "mtan" });

        var sent = await emulated.Receiver.NextAsync();
        Names(sent.Json).ShouldBe(
        [
            "subscriptionId", "notificationId", "id", "eventType", "publisherId", "message", "detailedMessage", "resource",
            "resourceVersion", "resourceContainers", "createdDate",
        ]);
        Names(sent.Json.GetProperty("resource")).ShouldBe(["commits", "refUpdates", "repository", "pushedBy", "pushId", "date", "url", "_links"]);
        sent.Json.GetProperty("subscriptionId").GetGuid().ShouldBe(subscription);
        var update = sent.Json.GetProperty("resource").GetProperty("refUpdates")[0];
        update.GetRawText().ShouldBe($$"""{"name":"refs/heads/main","oldObjectId":"{{before}}","newObjectId":"{{commit}}"}""");
        sent.TextAt("resource/pushedBy/displayName").ShouldBe("Mei-Ling Tan");
        sent.TextAt("message/text").ShouldStartWith("Mei-Ling Tan pushed updates to mission-control:main\r\n(https://azure.spacetech.example/");
        sent.TextAt("detailedMessage/html").ShouldNotBeNull().ShouldContain("Say &lt;more&gt; <a href=");
    }

    [Fact]
    public async Task It_names_repository_project_and_collection_by_the_ids_that_the_rest_operations_give()
    {
        await using var emulated = await HookFixture.StartAsync();
        await emulated.SubscribeAsync();
        emulated.World.Push(HookFixture.MissionControl, new());

        var sent = await emulated.Receiver.NextAsync();

        var repository = await emulated.RepositoryIdAsync("Mission Control", "mission-control");
        sent.TextAt("resource/repository/id").ShouldBe(repository);
        sent.TextAt("resource/repository/url").ShouldBe($"https://azure.spacetech.example/DefaultCollection/_apis/git/repositories/{repository}");
        sent.TextAt("resource/repository/project/id").ShouldBe(await emulated.ProjectIdAsync());
        sent.TextAt("resource/repository/project/visibility").ShouldBe("unchanged");
        sent.TextAt("resourceContainers/project/id").ShouldBe(await emulated.ProjectIdAsync());
        sent.TextAt("resourceContainers/collection/baseUrl").ShouldBe("https://azure.spacetech.example/DefaultCollection/");
        var pushes = await emulated.SendAsync(
            HttpMethod.Get, $"/DefaultCollection/Mission%20Control/_apis/git/repositories/{repository}/pushes");
        pushes.Items[0].GetProperty("pushId").GetInt32().ShouldBe(WireResponse.At(sent.Json, "resource/pushId").GetInt32());
    }

    [Fact]
    public async Task It_carries_the_headers_that_receivers_know_and_those_of_the_subscription()
    {
        await using var emulated = await HookFixture.StartAsync();
        var id = await emulated.SubscribeAsync(change: draft =>
        {
            draft["consumerInputs"]!["basicAuthUsername"] = "hook";
            draft["consumerInputs"]!["basicAuthPassword"] = "open";
            draft["consumerInputs"]!["httpHeaders"] = "X-Mark:one\nX-Other: two words";
        });
        emulated.World.Push(HookFixture.MissionControl, new());

        var headers = (await emulated.Receiver.NextAsync()).Headers;

        headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        headers["User-Agent"].ShouldStartWith("VSServices/");
        headers["X-VSS-SubscriptionId"].ShouldBe(id.ToString());
        headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String("hook:open"u8));
        (headers["X-Mark"], headers["X-Other"]).ShouldBe(("one", "two words"));
    }

    [Fact]
    public async Task New_and_deleted_branches_have_zeros_and_no_commits()
    {
        await using var emulated = await HookFixture.StartAsync();
        await emulated.SubscribeAsync();
        emulated.World.CreateBranch(HookFixture.MissionControl, "feature/new", "main");
        emulated.World.DeleteBranch(HookFixture.MissionControl, "feature/new");

        var (made, deleted) = (await emulated.Receiver.NextAsync(), await emulated.Receiver.NextAsync());

        UpdateOf(made).GetProperty("oldObjectId").GetString().ShouldBe(new string('0', 40));
        UpdateOf(deleted).GetProperty("newObjectId").GetString().ShouldBe(new string('0', 40));
        made.Json.GetProperty("resource").TryGetProperty("commits", out _).ShouldBeFalse();
        deleted.TextAt("message/text").ShouldNotBeNull().ShouldContain(" deleted mission-control:feature/new");
    }

    [Fact]
    public async Task Pushes_come_in_the_order_in_which_they_happened()
    {
        await using var emulated = await HookFixture.StartAsync();
        await emulated.SubscribeAsync();
        var commits = Enumerable.Range(1, 20).Select(number =>
            emulated.World.Push(HookFixture.MissionControl, new() { Message = $"Commit {number}" })).ToList();

        var received = await emulated.Receiver.NextAsync(20);

        received.Select(sent => UpdateOf(sent).GetProperty("newObjectId").GetString()).ShouldBe(commits);
        received.Select(sent => sent.Json.GetProperty("notificationId").GetInt32()).ShouldBe(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task A_test_sends_the_sample_and_tells_what_became_of_it()
    {
        await using var emulated = await HookFixture.StartAsync();
        var test = new JsonObject { ["details"] = await emulated.DraftAsync() };

        var answer = await emulated.SendAsync(HttpMethod.Post, HookFixture.Hooks + "/testnotifications", test);
        var sent = await emulated.Receiver.NextAsync();

        sent.TextAt("subscriptionId").ShouldBe(Guid.Empty.ToString());
        sent.TextAt("id").ShouldBe("03c164c2-8912-4d5e-8009-3707d5f83734");
        sent.TextAt("resource/repository/name").ShouldBe("Fabrikam-Fiber-Git");
        var id = answer.Json.GetProperty("id").GetInt32();
        WireResponse after;
        do
            after = await emulated.SendAsync(HttpMethod.Get, $"{HookFixture.Hooks}/testnotifications/{id}");
        while (after.TextAt("status") != "completed");
        after.TextAt("result").ShouldBe("succeeded");
        after.TextAt("details/response").ShouldNotBeNull().ShouldStartWith("Status Code: 200");
    }

    private static JsonElement UpdateOf(ReceivedHook sent) => sent.Json.GetProperty("resource").GetProperty("refUpdates")[0];

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
