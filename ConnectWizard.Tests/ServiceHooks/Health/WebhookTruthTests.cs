using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AzureDevOpsEmulator;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Emulator;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Health;

/// <summary>A webhook is called working only while what arrives can be used: the whole product, with real deliveries.</summary>
public sealed class WebhookTruthTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);
    private static readonly RepositoryPath Repository = new("azure", "DefaultCollection", "Mission Control", "mission-control");

    private EmulatedApp _app = null!;
    private BuildProfile _profile = null!;
    private EmulatorClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _client = new EmulatorClient(edge.Emulator);
        _app = await EmulatedApp.StartAsync(edge, Ct);
        _profile = await _app.CreateProfileAsync("Mission Control", "mission-control", TriggerSource.Webhooks, Ct);
        (await RepairAsync()).Health.ShouldBe(WebhookHealth.Working);
        // The first poll only records what is there.
        await UntilAsync(async () => (await _app.Get<Polling.IPollStore>().ListAsync(Ct)).Any(polled => polled.PolledAt is not null));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
        foreach (var subscription in edge.Emulator.World.Hooks.Subscriptions)
            edge.Emulator.World.Hooks.Delete(subscription.Id);
    }

    [Theory]
    [InlineData("minimal")]
    [InlineData("none", Traits = ["Kind", "Deep"])]
    public async Task A_push_whose_details_were_cut_down_is_built_at_once_and_working_only_after_a_real_event(string details)
    {
        await EditAsync("consumerInputs", "resourceDetailsToSend", details);

        var commit = Push("Turn the antenna");
        await UntilAsync(() => IsBuiltAsync(commit));
        await UntilAsync(async () => (await FindAsync()).Problem?.Code == ProblemCode.WebhookInputsChanged);
        var broken = await FindAsync();
        (broken.Health, broken.Problem!.Arguments["message"]).ShouldBe((WebhookHealth.Broken, $"resourceDetailsToSend={details}"));

        var repaired = await RepairAsync();
        (await PushHookAsync())["consumerInputs"]!["resourceDetailsToSend"]!.GetValue<string>().ShouldBe("all");
        (repaired.Health, repaired.Problem, repaired.AwaitsEvent).ShouldBe((WebhookHealth.Waiting, null, true));

        var next = Push("Turn it back");
        await UntilAsync(() => IsBuiltAsync(next));
        await UntilAsync(async () => (await FindAsync()).Health == WebhookHealth.Working);
    }

    [Theory]
    [InlineData("branch", "release/9")]
    [InlineData("pushedBy", "54d125f7-69f7-4191-904f-c5b96b6261c8", Traits = ["Kind", "Deep"])]
    public async Task A_filter_that_somebody_set_is_told_and_taken_out(string input, string value)
    {
        await EditAsync("publisherInputs", input, value);

        await _app.Get<IProfileWebhooks>().CheckAsync(Samples.Actor, _profile, Ct);

        var broken = await FindAsync();
        (broken.Problem?.Code, broken.Problem?.Arguments["message"]).ShouldBe((ProblemCode.WebhookInputsChanged, $"{input}={value}"));
        (await RepairAsync()).AwaitsEvent.ShouldBeTrue();
        ((string?)(await PushHookAsync())["publisherInputs"]![input] ?? "").ShouldBeEmpty();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task What_somebody_sets_back_by_hand_still_awaits_an_event()
    {
        await EditAsync("publisherInputs", "branch", "release/9");
        await _app.Get<IProfileWebhooks>().CheckAsync(Samples.Actor, _profile, Ct);
        await EditAsync("publisherInputs", "branch", "");

        await _app.Get<IProfileWebhooks>().CheckAsync(Samples.Actor, _profile, Ct);

        (await FindAsync()).ShouldSatisfyAllConditions(
            found => found.Health.ShouldBe(WebhookHealth.Waiting),
            found => found.Problem.ShouldBeNull());
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(MaxDelay);
        while (!await condition())
            await Task.Delay(100, limit.Token);
    }

    private static string Address(JsonObject? hook = null) => $"/DefaultCollection/_apis/hooks/subscriptions/{hook?["id"]}?api-version=7.1";

    private async Task<WebhookSummary> RepairAsync() => (await _app.Get<IProfileWebhooks>().RepairAsync(Samples.Actor, _profile, Ct)).Value!;

    private Task<WebhookSummary> FindAsync() => _app.Get<IProfileWebhooks>().FindAsync(Samples.Actor, _profile, Ct);

    private async Task<bool> IsBuiltAsync(string commit) =>
        (await _app.Get<IBuilds>().ListAsync(Samples.Actor, _profile.Id, 100, Ct)).Any(build => build.Commit.Value == commit);

    private string Push(string message) => edge.Emulator.World.Push(Repository, new WorldCommit { Message = message });

    private async Task<JsonObject> PushHookAsync()
    {
        var listed = JsonNode.Parse((await _client.GetAsync(Address())).Text)!["value"]!.AsArray();
        return listed.Single(hook => hook!["eventType"]!.GetValue<string>() == "git.push")!.AsObject();
    }

    private async Task EditAsync(string inputs, string name, string value)
    {
        var edited = (await PushHookAsync()).DeepClone().AsObject();
        edited[inputs]![name] = value;
        var answer = await _client.SendAsync(HttpMethod.Put, Address(edited), prepare: request => request.Content = JsonContent.Create(edited));
        ((int)answer.Status).ShouldBe(200);
    }
}
