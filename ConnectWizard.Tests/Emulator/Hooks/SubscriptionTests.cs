using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

public sealed class SubscriptionTests
{
    private const string Subscriptions = HookFixture.Hooks + "/subscriptions";

    [Fact]
    public async Task Creating_answers_200_with_the_whole_subscription()
    {
        await using var emulated = await HookFixture.StartAsync();
        var repository = await emulated.RepositoryIdAsync("Mission Control", "mission-control");
        var draft = await emulated.DraftAsync();
        draft["publisherInputs"]!["repository"] = repository;

        var answer = await emulated.SendAsync(HttpMethod.Post, Subscriptions, draft);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.TextAt("status").ShouldBe("enabled");
        answer.TextAt("eventDescription").ShouldBe("Repository mission-control");
        answer.TextAt("actionDescription").ShouldBe("To host 127.0.0.1");
        answer.TextAt("createdBy/displayName").ShouldBe("Ingrid Solberg");
        answer.Json.GetProperty("subscriber").ValueKind.ShouldBe(JsonValueKind.Null);
        Guid.TryParse(answer.TextAt("publisherInputs/tfsSubscriptionId"), out _).ShouldBeTrue();
        answer.TextAt("url").ShouldBe($"https://azure.spacetech.example{Subscriptions}/{answer.TextAt("id")}");
        answer.TextAt("_links/notifications/href").ShouldBe(answer.TextAt("url") + "/notifications");
    }

    [Fact]
    public async Task The_same_twice_gives_two_subscriptions_and_two_deliveries()
    {
        await using var emulated = await HookFixture.StartAsync();
        var ids = new[] { await emulated.SubscribeAsync(), await emulated.SubscribeAsync() };

        emulated.World.Push(HookFixture.MissionControl, new() { Message = "Once" });

        var received = await emulated.Receiver.NextAsync(2);
        received.Select(hook => hook.Json.GetProperty("subscriptionId").GetGuid()).ShouldBe(ids, ignoreOrder: true);
        received[0].TextAt("id").ShouldBe(received[1].TextAt("id"), "an event has one id wherever it is sent");
    }

    [Fact]
    public async Task The_list_is_filtered()
    {
        await using var emulated = await HookFixture.StartAsync();
        await emulated.SubscribeAsync();
        await emulated.SubscribeAsync("git.pullrequest.created");

        (await emulated.SendAsync(HttpMethod.Get, Subscriptions)).Items.Count.ShouldBe(2);
        var pushes = await emulated.SendAsync(HttpMethod.Get, Subscriptions + "?eventType=git.push&consumerId=webHooks");
        pushes.Items.ShouldHaveSingleItem().GetProperty("eventType").GetString().ShouldBe("git.push");
        (await emulated.SendAsync(HttpMethod.Get, Subscriptions + "?publisherId=rm")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_finds_by_inputs()
    {
        await using var emulated = await HookFixture.StartAsync();
        await emulated.SubscribeAsync(change: draft => draft["consumerInputs"]!["url"] = "https://one.example/hook");
        var wanted = await emulated.SubscribeAsync();
        var condition = new JsonObject { ["inputId"] = "url", ["operator"] = "equals", ["inputValue"] = emulated.Receiver.Url };
        var query = new JsonObject
        {
            ["publisherId"] = "tfs",
            ["consumerInputFilters"] = new JsonArray(new JsonObject { ["conditions"] = new JsonArray(condition) }),
        };

        var answer = await emulated.SendAsync(HttpMethod.Post, HookFixture.Hooks + "/subscriptionsquery", query);

        var found = answer.Json.GetProperty("results").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());
        found.ShouldBe([wanted]);
    }

    [Fact]
    public async Task A_password_is_masked_and_kept_when_the_mask_comes_back()
    {
        await using var emulated = await HookFixture.StartAsync();
        var id = await emulated.SubscribeAsync(change: draft =>
        {
            draft["consumerInputs"]!["basicAuthUsername"] = "hook";
            draft["consumerInputs"]!["basicAuthPassword"] = "open";
        });
        var read = await emulated.SendAsync(HttpMethod.Get, $"{Subscriptions}/{id}");
        read.TextAt("consumerInputs/basicAuthPassword").ShouldBe("********");

        await emulated.SendAsync(HttpMethod.Put, $"{Subscriptions}/{id}", JsonNode.Parse(read.Body));
        emulated.World.Push(HookFixture.MissionControl, new());

        var sent = await emulated.Receiver.NextAsync();
        sent.Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String("hook:open"u8));
    }

    [Fact]
    public async Task Replacing_changes_the_status_and_deleting_ends_it()
    {
        await using var emulated = await HookFixture.StartAsync();
        var id = await emulated.SubscribeAsync();
        var draft = await emulated.DraftAsync();
        draft["status"] = "disabledByUser";

        (await emulated.SendAsync(HttpMethod.Put, $"{Subscriptions}/{id}", draft)).TextAt("status").ShouldBe("disabledByUser");
        var deleted = await emulated.SendAsync(HttpMethod.Delete, $"{Subscriptions}/{id}");

        deleted.Status.ShouldBe(HttpStatusCode.NoContent);
        (await emulated.SendAsync(HttpMethod.Get, $"{Subscriptions}/{id}"))
            .ShouldRefuse(HttpStatusCode.NotFound, "SubscriptionNotFoundException", id.ToString());
    }

    [Fact]
    public async Task The_table_of_locations_has_the_hooks_with_their_real_ids()
    {
        await using var emulated = await HookFixture.StartAsync();
        var table = await emulated.Client.SendAsync(HttpMethod.Options, HookFixture.Hooks);

        table.Items.Select(item => item.GetProperty("resourceName").GetString()).ShouldContain(name => name == "testNotifications");
        var query = table.Items.Single(item => item.GetProperty("resourceName").GetString() == "subscriptionsQuery");
        query.GetProperty("id").GetString().ShouldBe("c7c3c1cf-9e05-4c0d-a425-a0f922c2c6ed");
    }

    [Fact]
    public async Task Publishers_and_consumers_describe_their_inputs()
    {
        await using var emulated = await HookFixture.StartAsync();
        var publisher = await emulated.SendAsync(HttpMethod.Get, HookFixture.Hooks + "/publishers/tfs");
        var action = await emulated.SendAsync(HttpMethod.Get, HookFixture.Hooks + "/consumers/webHooks/actions/httpRequest");

        publisher.Json.GetProperty("supportedEvents").EnumerateArray().Select(type => type.GetProperty("id").GetString())
            .ShouldBe(["git.push", "git.pullrequest.created", "git.pullrequest.updated", "git.pullrequest.merged"]);
        var password = action.Json.GetProperty("inputDescriptors").EnumerateArray()
            .Single(input => input.GetProperty("id").GetString() == "basicAuthPassword");
        password.GetProperty("isConfidential").GetBoolean().ShouldBeTrue();
    }
}
