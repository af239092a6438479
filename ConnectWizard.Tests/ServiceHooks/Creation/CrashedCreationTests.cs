using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>The program is killed at each point of creation and started again: there is exactly one hook of each kind.</summary>
public sealed class CrashedCreationTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private static readonly string[] Steps =
    [
        nameof(IHookStore.PlanAsync), nameof(IServiceHooksGateway.AskPermissionAsync), nameof(IHookStore.ExpectSecretAsync),
        nameof(IServiceHooksGateway.CreateAsync), nameof(IHookStore.ProvisionedAsync), nameof(IServiceHooksGateway.TestAsync),
    ];

    private ServiceHooksFixture _bench = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, int> Points
    {
        get
        {
            var points = new TheoryData<string, bool, int>();
            foreach (var step in Steps)
            {
                points.Add(step, false, 1);
                points.Add(step, true, 1);
            }

            foreach (var call in new[] { 2, 3, 4 })
            {
                points.Add(nameof(IServiceHooksGateway.CreateAsync), true, call);
                points.Add(nameof(IHookStore.ProvisionedAsync), true, call);
            }

            return points;
        }
    }

    public async ValueTask InitializeAsync() => _bench = await ServiceHooksFixture.StartAsync(edge);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [MemberData(nameof(Points))]
    public async Task After_a_restart_there_is_exactly_one_hook_of_each_kind(string step, bool after, int call)
    {
        var profile = await _bench.CreateProfileAsync(await _bench.RepositoryAsync());
        await KillAsync(step, after, call);

        await _bench.TurnAsync();
        await _bench.Webhooks.RepairAsync(profile, Ct);

        _bench.Subscriptions.Select(subscription => subscription.EventType).Order(StringComparer.Ordinal).ShouldBe(
            ["git.pullrequest.created", "git.pullrequest.merged", "git.pullrequest.updated", "git.push"]);
        (await _bench.HooksOfAsync(profile)).Select(hook => hook.Subscription!.Value)
            .ShouldBe(_bench.Subscriptions.Select(subscription => subscription.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task A_creation_that_was_killed_before_its_answer_is_adopted_with_a_new_secret_that_works()
    {
        var profile = await _bench.CreateProfileAsync(await _bench.RepositoryAsync(), pullRequests: false);
        await KillAsync(nameof(IServiceHooksGateway.CreateAsync), after: true, call: 1);
        var created = _bench.Subscriptions.ShouldHaveSingleItem().Id;

        await _bench.TurnAsync();

        _bench.Subscriptions.ShouldHaveSingleItem().Id.ShouldBe(created);
        (await _bench.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Fact]
    public async Task A_test_that_was_lost_with_the_process_is_sent_again_by_itself()
    {
        var profile = await _bench.CreateProfileAsync(await _bench.RepositoryAsync(), pullRequests: false);
        await KillAsync(nameof(IServiceHooksGateway.TestAsync), after: false, call: 1);
        await _bench.TurnAsync();
        (await _bench.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Waiting);

        _bench.Folder.Sql($"UPDATE hooks SET sent_at = sent_at - {HookTests.MaxDelay.TotalMilliseconds + 1}");
        await _bench.TurnAsync();

        (await _bench.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
        _bench.Subscriptions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_hooks_cannot_be_viewed_an_unanswered_creation_is_not_repeated_until_somebody_asks()
    {
        var profile = await CreateUnseenAsync();

        await _bench.TurnAsync();
        await _bench.TurnAsync();

        (await _bench.SummaryAsync(profile)).Problem?.Code.ShouldBe(ProblemCode.WebhookUnconfirmed);
        _bench.Subscriptions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_hooks_cannot_be_viewed_a_delivery_confirms_an_unanswered_creation()
    {
        var profile = await CreateUnseenAsync();
        await _bench.TurnAsync();
        var repository = profile.Repository;
        _bench.Receiver.Forget();

        edge.Emulator.World.Push(new("azure", "DefaultCollection", repository.Project, repository.Name), new());

        (await _bench.Receiver.Answered.Reader.ReadAsync(Ct)).ShouldBe(200);
        (await _bench.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
        (await _bench.HooksOfAsync(profile)).ShouldHaveSingleItem().Subscription.ShouldBe(_bench.Subscriptions.ShouldHaveSingleItem().Id);
    }

    [Fact]
    public async Task A_second_subscription_with_the_mark_is_deleted()
    {
        var profile = await _bench.CreateProfileAsync(await _bench.RepositoryAsync(), pullRequests: false);
        await _bench.TurnAsync();
        var hook = (await _bench.HooksOfAsync(profile)).ShouldHaveSingleItem();
        var gateway = (IServiceHooksGateway)edge.Gateway;
        var again = new HookRequest("git.push", hook.ProjectId, hook.RepositoryId, _bench.Subscriptions[0].Url, HookSecret.New());
        await gateway.CreateAsync(edge.Server("azure"), edge.Token("full"), again, Ct);
        _bench.Subscriptions.Count.ShouldBe(2);

        await _bench.Hooks.ReviveAsync(hook.Id, byAdministrator: false, Ct);
        await _bench.TurnAsync();

        _bench.Subscriptions.ShouldHaveSingleItem().Id.ShouldBe(hook.Subscription!.Value);
        (await _bench.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    /// <summary>Takes a turn that ends at this point, and starts the program again.</summary>
    private async Task KillAsync(string step, bool after, int call)
    {
        _bench.Kill.Set(step, after, call);
        await Should.ThrowAsync<CrashException>(_bench.TurnAsync);
        _bench.Kill.Restart();
    }

    /// <summary>A creation whose answer never came, of an account to which nothing is shown afterwards.</summary>
    private async Task<BuildProfile> CreateUnseenAsync()
    {
        var profile = await _bench.CreateProfileAsync(await _bench.RepositoryAsync(), pullRequests: false);
        await KillAsync(nameof(IServiceHooksGateway.CreateAsync), after: true, call: 1);
        await _bench.UseTokenAsync(profile, "reader");
        return profile;
    }
}
