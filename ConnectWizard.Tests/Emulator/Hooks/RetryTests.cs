using AzureDevOpsEmulator.Hooks;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

public sealed class RetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_waits_are_the_documented_ones()
    {
        var schedule = new RetrySchedule(1);

        schedule.Transient.Select(wait => wait.TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 32, 60, 60]);
        schedule.Probation.Select(wait => wait.TotalMinutes).ShouldBe([20, 40, 80, 160, 320, 640, 900]);
        new RetrySchedule(0.01).Probation[0].ShouldBe(TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task What_may_be_gone_in_a_moment_is_tried_again()
    {
        await using var emulated = await HookFixture.StartAsync(delayFactor: 0);
        emulated.Receiver.AnswerNext(408, 502, 503, 504);
        var id = await emulated.SubscribeAsync();
        emulated.World.Push(HookFixture.MissionControl, new());

        var received = await emulated.Receiver.NextAsync(5);
        await emulated.World.Hooks.WaitForCompletedAsync(id, 1, Ct);

        received.Select(sent => sent.Json.GetProperty("notificationId").GetInt32()).ShouldAllBe(number => number == 1);
        var details = await NotificationAsync(emulated, id, 1);
        (details.TextAt("status"), details.TextAt("result")).ShouldBe(("completed", "succeeded"));
        WireResponse.At(details.Json, "details/requestAttempts").GetInt32().ShouldBe(5);
        (await emulated.StatusOfAsync(id)).ShouldBe("enabled");
    }

    [Fact]
    public async Task After_eight_retries_it_counts_as_lasting()
    {
        await using var emulated = await HookFixture.StartAsync(delayFactor: 0);
        emulated.Receiver.AnswerNext([.. Enumerable.Repeat(503, 9)]);
        var id = await emulated.SubscribeAsync();
        emulated.World.Push(HookFixture.MissionControl, new());

        await emulated.Receiver.NextAsync(10);
        await emulated.World.Hooks.WaitForStatusAsync(id, "enabled", Ct);

        emulated.Receiver.Waiting.ShouldBe(0, "nine times at first, and once on probation");
    }

    [Fact]
    public async Task A_receiver_that_says_410_is_left_alone_at_once()
    {
        await using var emulated = await HookFixture.StartAsync(delayFactor: 0);
        emulated.Receiver.AnswerNext(410);
        var id = await emulated.SubscribeAsync();
        emulated.World.Push(HookFixture.MissionControl, new());

        await emulated.World.Hooks.WaitForStatusAsync(id, "disabledBySystem", Ct);
        emulated.World.Push(HookFixture.MissionControl, new());

        (await emulated.Receiver.NextAsync(1)).Count.ShouldBe(1);
        emulated.Receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Any_other_failure_leads_to_probation_where_events_are_lost_until_a_success()
    {
        await using var emulated = await HookFixture.StartAsync();
        emulated.Receiver.AnswerNext(500, 404);
        var id = await emulated.SubscribeAsync();
        var first = emulated.World.Push(HookFixture.MissionControl, new());
        await emulated.World.Hooks.WaitForStatusAsync(id, "onProbation", Ct);
        emulated.World.Push(HookFixture.MissionControl, new() { Message = "Lost" });

        await RetryUntilAsync(emulated, id, retries: 1);
        await RetryUntilAsync(emulated, id, retries: 0);
        await emulated.World.Hooks.WaitForStatusAsync(id, "enabled", Ct);
        var last = emulated.World.Push(HookFixture.MissionControl, new() { Message = "Told" });

        var received = await emulated.Receiver.NextAsync(4);
        received.Select(CommitOf).ShouldBe([first, first, first, last]);
    }

    [Fact]
    public async Task A_receiver_that_never_recovers_is_given_up_after_seven_retries()
    {
        await using var emulated = await HookFixture.StartAsync(delayFactor: 0);
        emulated.Receiver.AnswerNext([.. Enumerable.Repeat(401, 8)]);
        var id = await emulated.SubscribeAsync();
        emulated.World.Push(HookFixture.MissionControl, new());

        await emulated.World.Hooks.WaitForStatusAsync(id, "disabledBySystem", Ct);

        (await emulated.Receiver.NextAsync(8)).Count.ShouldBe(8);
        var subscription = await emulated.SendAsync(HttpMethod.Get, $"{HookFixture.Hooks}/subscriptions/{id}");
        subscription.Json.GetProperty("probationRetries").GetInt32().ShouldBe(7);
        (await NotificationAsync(emulated, id, 1)).TextAt("details/errorMessage").ShouldBe("Unauthorized (401)");
    }

    [Fact]
    public async Task Nobody_at_the_address_is_a_lasting_failure_and_told_in_the_history()
    {
        await using var emulated = await HookFixture.StartAsync();
        var id = await emulated.SubscribeAsync(change: draft =>
        {
            draft["consumerInputs"]!["url"] = "http://127.0.0.1:1/hook";
            draft["consumerInputs"]!["basicAuthPassword"] = "hidden";
        });
        emulated.World.Push(HookFixture.MissionControl, new());

        await emulated.World.Hooks.WaitForStatusAsync(id, "onProbation", Ct);

        var details = await NotificationAsync(emulated, id, 1);
        details.TextAt("status").ShouldBe("queuedForRetry");
        details.TextAt("details/errorMessage").ShouldNotBeNullOrEmpty();
        details.TextAt("details/request").ShouldNotBeNull().ShouldContain("Authorization: Basic ********");
        details.Text.ShouldNotContain(Convert.ToBase64String(":hidden"u8));
    }

    [Fact]
    public async Task Subscriptions_history_and_probation_survive_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await HookReceiver.StartAsync();
        receiver.AnswerNext(500);
        Guid id;
        await using (var before = await HookFixture.StartAsync(folder: folder.Path))
        {
            id = await before.SubscribeAsync(change: draft => draft["consumerInputs"]!["url"] = receiver.Url);
            before.World.Push(HookFixture.MissionControl, new());
            await before.World.Hooks.WaitForStatusAsync(id, "onProbation", Ct);
        }

        await using var after = await HookFixture.StartAsync(folder: folder.Path);
        (await after.StatusOfAsync(id)).ShouldBe("onProbation");
        (await NotificationAsync(after, id, 1)).TextAt("details/errorMessage").ShouldBe("Internal Server Error (500)");
        after.World.Hooks.RetryNow(id);
        await after.World.Hooks.WaitForStatusAsync(id, "enabled", Ct);

        var received = await receiver.NextAsync(2);
        received[1].TextAt("id").ShouldBe(received[0].TextAt("id"));
    }

    /// <summary>Ends the wait for the next retry, and waits until it has been made.</summary>
    private static async Task RetryUntilAsync(HookFixture emulated, Guid id, int retries)
    {
        emulated.World.Hooks.RetryNow(id);
        await emulated.World.Hooks.WaitUntilAsync(id, known => known.ProbationRetries == retries, Ct);
    }

    private static Task<WireResponse> NotificationAsync(HookFixture emulated, Guid subscription, int number) =>
        emulated.SendAsync(HttpMethod.Get, $"{HookFixture.Hooks}/subscriptions/{subscription}/notifications/{number}");

    private static string? CommitOf(ReceivedHook sent) =>
        sent.Json.GetProperty("resource").GetProperty("refUpdates")[0].GetProperty("newObjectId").GetString();
}
