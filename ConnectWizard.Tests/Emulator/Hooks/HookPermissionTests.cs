using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

public sealed class HookPermissionTests
{
    private const string Subscriptions = HookFixture.Hooks + "/subscriptions";

    [Theory]
    [InlineData("full", 7)]
    [InlineData("project-admin", 7)]
    [InlineData("hook-editor", 3)]
    [InlineData("hook-viewer", 1)]
    [InlineData("reader", 0)]
    [InlineData("developer", 0)]
    public async Task What_the_permission_query_says_is_what_happens(string token, int granted)
    {
        await using var emulated = await HookFixture.StartAsync();
        var project = await emulated.ProjectIdAsync();
        var id = await emulated.SubscribeAsync();
        var permissions = $"{HookFixture.Collection}/_apis/permissions/cb594ebe-87dd-4fc9-ac2c-6a10a4c92046";
        for (var bits = 1; bits < 8; bits++)
        {
            var answer = await emulated.SendAsync(HttpMethod.Get, $"{permissions}/{bits}?tokens=PublisherSecurity/{project}", token: token);
            answer.Json.GetProperty("value")[0].GetBoolean().ShouldBe((bits & ~granted) == 0, $"bits {bits}");
        }

        var listed = await emulated.SendAsync(HttpMethod.Get, Subscriptions, token: token);
        var created = await emulated.SendAsync(HttpMethod.Post, Subscriptions, await emulated.DraftAsync(), token);
        var deleted = await emulated.SendAsync(HttpMethod.Delete, $"{Subscriptions}/{id}", token: token);

        listed.Items.Count.ShouldBe(granted & 1, "without the right to view, the list is empty and no refusal");
        created.Status.ShouldBe((granted & 2) != 0 ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        deleted.Status.ShouldBe((granted & 4) != 0 ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_refusal_names_the_permission_and_the_project()
    {
        await using var emulated = await HookFixture.StartAsync();
        var project = await emulated.ProjectIdAsync();

        var answer = await emulated.SendAsync(HttpMethod.Post, Subscriptions, await emulated.DraftAsync(), "hook-viewer");

        answer.ShouldRefuse(HttpStatusCode.Forbidden, "AccessCheckException",
            $"Access Denied: Lucía Ferrer needs the following permission(s) on the resource PublisherSecurity/{project} "
            + "to perform this action: Edit Subscription");
    }

    [Fact]
    public async Task A_token_without_a_scope_that_opens_hooks_gets_a_bare_401()
    {
        await using var emulated = await HookFixture.StartAsync();

        var answer = await emulated.SendAsync(HttpMethod.Get, Subscriptions, token: "project-admin-no-hooks");

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_project_administrator_may_not_subscribe_to_the_whole_collection()
    {
        await using var emulated = await HookFixture.StartAsync();
        var draft = await emulated.DraftAsync();
        draft["publisherInputs"] = new JsonObject();

        var answer = await emulated.SendAsync(HttpMethod.Post, Subscriptions, draft, "project-admin");

        answer.ShouldRefuse(HttpStatusCode.Forbidden, "AccessCheckException", "on the resource PublisherSecurity to perform");
    }

    [Fact]
    public async Task What_somebody_subscribed_to_is_disabled_when_they_leave()
    {
        await using var emulated = await HookFixture.StartAsync();
        var leaving = await emulated.SubscribeAsync(token: "project-admin");
        var staying = await emulated.SubscribeAsync();

        emulated.World.Hooks.RevokeAccess("jweiss");

        (await emulated.StatusOfAsync(leaving)).ShouldBe("disabledByInactiveIdentity");
        (await emulated.StatusOfAsync(staying)).ShouldBe("enabled");
        var enabled = await emulated.SendAsync(HttpMethod.Put, $"{Subscriptions}/{leaving}", await emulated.DraftAsync());
        enabled.TextAt("status").ShouldBe("disabledByInactiveIdentity", "it would act for somebody without access");
    }
}
