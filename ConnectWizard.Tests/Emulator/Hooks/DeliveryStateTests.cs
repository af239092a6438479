using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

/// <summary>What subscriptions and notifications tell of deliveries, and what a late delivery shows.</summary>
public sealed class DeliveryStateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_tells_its_last_success()
    {
        await using var emulated = await HookFixture.StartAsync();
        var id = await emulated.SubscribeAsync();
        (await SubscriptionAsync(emulated, id)).TryGetProperty("lastSuccessfulAttemptDate", out _).ShouldBeFalse();

        emulated.World.Push(HookFixture.MissionControl, new());
        await emulated.World.Hooks.WaitForCompletedAsync(id, 1, Ct);

        (await SubscriptionAsync(emulated, id)).GetProperty("lastSuccessfulAttemptDate").GetDateTime().ShouldBeGreaterThan(DateTime.UtcNow.AddMinutes(-5));
        var listed = await emulated.SendAsync(HttpMethod.Get, HookFixture.Hooks + "/subscriptions");
        listed.Items.ShouldHaveSingleItem().TryGetProperty("lastSuccessfulAttemptDate", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(503, 1)]
    [InlineData(500, 20 * 60)]
    public async Task A_notification_tells_when_it_is_tried_again(int status, int seconds)
    {
        // Long enough for the test to look while it waits.
        await using var emulated = await HookFixture.StartAsync(delayFactor: 100);
        emulated.Receiver.AnswerNext(status);
        var id = await emulated.SubscribeAsync();
        emulated.World.Push(HookFixture.MissionControl, new());
        var waiting = await DetailsAsync(emulated, id, known => known.GetProperty("status").GetString() == "queuedForRetry");

        var details = waiting.GetProperty("details");
        details.GetProperty("retryCount").GetInt32().ShouldBe(0);
        (details.GetProperty("nextRetryTime").GetDateTime() - DateTime.UtcNow).TotalSeconds.ShouldBeInRange((seconds * 100) - 60, seconds * 100);
        emulated.World.Hooks.RetryNow(id);
        var done = (await DetailsAsync(emulated, id, known => known.GetProperty("status").GetString() == "completed")).GetProperty("details");
        done.GetProperty("retryCount").GetInt32().ShouldBe(1);
        done.TryGetProperty("nextRetryTime", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_late_delivery_shows_the_state_of_its_moment()
    {
        await using var emulated = await HookFixture.StartAsync(delayFactor: 100);
        emulated.Receiver.AnswerNext(503);
        var id = await emulated.SubscribeAsync("git.pullrequest.created");
        emulated.World.Push(HookFixture.MissionControl, new() { Branch = "feature/x", Path = "x.md" });
        var number = emulated.World.OpenPullRequest(HookFixture.MissionControl, new("feature/x", "main", "Add x"));
        var first = await emulated.Receiver.NextAsync();
        await DetailsAsync(emulated, id, known => known.GetProperty("status").GetString() == "queuedForRetry");

        emulated.World.AbandonPullRequest(HookFixture.MissionControl, number);
        emulated.World.Hooks.RetryNow(id);

        var second = await emulated.Receiver.NextAsync();
        (first.TextAt("resource/status"), second.TextAt("resource/status")).ShouldBe(("active", "abandoned"));
        second.TextAt("id").ShouldBe(first.TextAt("id"));
        second.Headers["X-VSS-ActivityId"].ShouldNotBe(first.Headers["X-VSS-ActivityId"], StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_draft_is_an_update()
    {
        await using var emulated = await HookFixture.StartAsync();
        await emulated.SubscribeAsync("git.pullrequest.updated");
        emulated.World.Push(HookFixture.MissionControl, new() { Branch = "feature/x", Path = "x.md" });
        var number = emulated.World.OpenPullRequest(HookFixture.MissionControl, new("feature/x", "main", "Add x") { IsDraft = true });
        var draft = await emulated.SendAsync(HttpMethod.Get, $"/DefaultCollection/Mission%20Control/_apis/git/pullrequests/{number}");
        draft.Json.GetProperty("isDraft").GetBoolean().ShouldBeTrue();

        emulated.World.PublishPullRequest(HookFixture.MissionControl, number);

        WireResponse.At((await emulated.Receiver.NextAsync()).Json, "resource/isDraft").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, "********")]
    [InlineData(false, null)]
    public async Task A_password_reads_back_masked_or_not_at_all(bool masks, string? value)
    {
        await using var emulated = await HookFixture.StartAsync(masks: masks);
        var id = await emulated.SubscribeAsync(change: draft => draft["consumerInputs"]!["basicAuthPassword"] = "hidden");

        var inputs = (await SubscriptionAsync(emulated, id)).GetProperty("consumerInputs");

        (inputs.TryGetProperty("basicAuthPassword", out var password) ? password.GetString() : null).ShouldBe(value);
    }

    [Fact]
    public async Task Where_nothing_can_be_enabled_a_replaced_subscription_is_disabled_again()
    {
        await using var emulated = await HookFixture.StartAsync();
        var id = await emulated.SubscribeAsync();

        var replaced = await emulated.SendAsync(
            HttpMethod.Put, $"https://disabled-again.spacetech.example{HookFixture.Hooks}/subscriptions/{id}", await emulated.DraftAsync());

        (replaced.Status, replaced.TextAt("status")).ShouldBe((HttpStatusCode.OK, "disabledBySystem"));
        (await emulated.StatusOfAsync(id)).ShouldBe("disabledBySystem");
    }

    [Theory]
    [InlineData("resourceDetailsToSend")]
    [InlineData("messagesToSend")]
    public async Task Everything_can_be_asked_for_by_name(string input)
    {
        await using var emulated = await HookFixture.StartAsync();
        var id = await emulated.SubscribeAsync(change: draft => draft["consumerInputs"]![input] = "all");
        emulated.World.Push(HookFixture.MissionControl, new());

        (await emulated.Receiver.NextAsync()).TextAt("resource/repository/name").ShouldBe("mission-control");
        (await SubscriptionAsync(emulated, id)).GetProperty("consumerInputs").GetProperty(input).GetString().ShouldBe("all");
    }

    private static async Task<JsonElement> SubscriptionAsync(HookFixture emulated, Guid id) =>
        (await emulated.SendAsync(HttpMethod.Get, $"{HookFixture.Hooks}/subscriptions/{id}")).Json;

    private static async Task<JsonElement> DetailsAsync(HookFixture emulated, Guid id, Func<JsonElement, bool> isReached)
    {
        while (true)
        {
            var answer = await emulated.SendAsync(HttpMethod.Get, $"{HookFixture.Hooks}/subscriptions/{id}/notifications/1");
            if (answer.Status == HttpStatusCode.OK && isReached(answer.Json))
                return answer.Json;
            await Task.Delay(20, Ct);
        }
    }
}
