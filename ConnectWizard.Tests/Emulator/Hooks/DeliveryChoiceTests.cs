using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

/// <summary>What a subscription's inputs choose of the events, and of each event.</summary>
public sealed class DeliveryChoiceTests
{
    [Theory]
    [InlineData("branch", "main", true)]
    [InlineData("branch", "refs/heads/main", true)]
    [InlineData("branch", "develop", false)]
    [InlineData("branch", "", true)]
    [InlineData("pushedBy", "00000000-0000-0000-0000-000000000001", false)]
    public async Task Inputs_of_the_publisher_choose(string input, string value, bool isWanted)
    {
        await using var emulated = await HookFixture.StartAsync();
        var filtered = await emulated.SubscribeAsync(change: draft => draft["publisherInputs"]![input] = value);
        var all = await emulated.SubscribeAsync();
        emulated.World.Push(HookFixture.MissionControl, new() { Branch = "main" });

        await emulated.World.Hooks.WaitForCompletedAsync(all, 1, TestContext.Current.CancellationToken);

        var history = await emulated.SendAsync(HttpMethod.Get, $"{HookFixture.Hooks}/subscriptions/{filtered}/notifications");
        history.Items.Count.ShouldBe(isWanted ? 1 : 0);
    }

    [Theory]
    [InlineData("resourceDetailsToSend", "minimal", "resource", "url,pushId")]
    [InlineData("resourceDetailsToSend", "", "resource", "url,pushId")]
    [InlineData("resourceDetailsToSend", "none", "resource", null)]
    [InlineData("messagesToSend", "markdown", "message", "markdown")]
    [InlineData("detailedMessagesToSend", "none", "detailedMessage", null)]
    public async Task Less_is_sent_where_less_is_wanted(string input, string value, string part, string? left)
    {
        await using var emulated = await HookFixture.StartAsync();
        await emulated.SubscribeAsync(change: draft => draft["consumerInputs"]![input] = value);
        emulated.World.Push(HookFixture.MissionControl, new());

        var sent = (await emulated.Receiver.NextAsync()).Json;

        (sent.TryGetProperty(part, out var found) ? string.Join(',', found.EnumerateObject().Select(property => property.Name)) : null).ShouldBe(left);
    }
}
