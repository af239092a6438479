using System.Net;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

public sealed class SubscriptionValidationTests
{
    private const string Subscriptions = HookFixture.Hooks + "/subscriptions";

    [Theory]
    [InlineData("url", "not an address", "url")]
    [InlineData("url", null, "url")]
    [InlineData("url", "ftp://files.example/hook", "url")]
    [InlineData("basicAuthUsername", "with space", "basicAuthUsername")]
    [InlineData("httpHeaders", "no colon", "httpHeaders")]
    [InlineData("resourceDetailsToSend", "some", "resourceDetailsToSend")]
    [InlineData("messagesToSend", "pdf", "messagesToSend")]
    public async Task A_bad_consumer_input_is_refused(string input, string? value, string named)
    {
        await using var emulated = await HookFixture.StartAsync();
        var draft = await emulated.DraftAsync();
        draft["consumerInputs"]![input] = value;

        var answer = await emulated.SendAsync(HttpMethod.Post, Subscriptions, draft);

        answer.ShouldRefuse(HttpStatusCode.BadRequest, "SubscriptionInputException", named);
    }

    [Fact]
    public async Task A_repository_by_name_and_an_unknown_event_are_refused()
    {
        await using var emulated = await HookFixture.StartAsync();
        var byName = await emulated.DraftAsync();
        byName["publisherInputs"]!["repository"] = "mission-control";
        var release = await emulated.DraftAsync("ms.vss-release.deployment-completed-event");

        (await emulated.SendAsync(HttpMethod.Post, Subscriptions, byName))
            .ShouldRefuse(HttpStatusCode.BadRequest, "SubscriptionInputException", "must be a GUID");
        (await emulated.SendAsync(HttpMethod.Post, Subscriptions, release))
            .ShouldRefuse(HttpStatusCode.BadRequest, "SubscriptionInputException", "There is no registered handler");
    }

    [Fact]
    public async Task A_scene_refuses_targets_on_this_machine()
    {
        await using var emulated = await HookFixture.StartAsync();
        var draft = await emulated.DraftAsync();

        var answer = await emulated.SendAsync(HttpMethod.Post, "https://no-private-targets.spacetech.example" + Subscriptions, draft);

        answer.ShouldRefuse(HttpStatusCode.BadRequest, "SubscriptionInputException", "must not be a loopback address");
    }
}
