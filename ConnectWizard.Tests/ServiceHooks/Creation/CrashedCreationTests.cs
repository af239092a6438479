using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>The program is killed at each point of creation and started again: there is exactly one hook of each kind.</summary>
public sealed class CrashedCreationTests(EdgeFixture edge) : ServiceHooksContext(edge)
{
    private static readonly string[] Steps =
    [
        nameof(IHookStore.PlanAsync), nameof(IServiceHooksGateway.AskPermissionAsync), nameof(IHookStore.ExpectSecretAsync),
        nameof(IServiceHooksGateway.CreateAsync), nameof(IHookStore.ProvisionedAsync), nameof(IServiceHooksGateway.TestAsync),
    ];

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

    [Theory]
    [MemberData(nameof(Points))]
    public async Task After_a_restart_there_is_exactly_one_hook_of_each_kind(string step, bool after, int call)
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync());
        await KillAsync(step, after, call);

        await _fixture.RunWorkerAsync();
        await _fixture.Webhooks.RepairAsync(profile, Ct);

        _fixture.Subscriptions.Select(subscription => subscription.EventType).Order(StringComparer.Ordinal).ShouldBe(
            ["git.pullrequest.created", "git.pullrequest.merged", "git.pullrequest.updated", "git.push"]);
        (await _fixture.HooksOfAsync(profile)).Select(hook => hook.Subscription!.Value)
            .ShouldBe(_fixture.Subscriptions.Select(subscription => subscription.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task A_creation_that_was_killed_before_its_answer_is_adopted_with_a_new_secret_that_works()
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), pullRequests: false);
        await KillAsync(nameof(IServiceHooksGateway.CreateAsync), after: true, call: 1);
        var created = _fixture.Subscriptions.ShouldHaveSingleItem().Id;

        await _fixture.RunWorkerAsync();

        _fixture.Subscriptions.ShouldHaveSingleItem().Id.ShouldBe(created);
        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Fact]
    public async Task A_test_that_was_lost_with_the_process_is_sent_again_by_itself()
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), pullRequests: false);
        await KillAsync(nameof(IServiceHooksGateway.TestAsync), after: false, call: 1);
        await _fixture.RunWorkerAsync();
        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Waiting);

        _fixture.Folder.Sql($"UPDATE hooks SET sent_at = sent_at - {TestNotifications.MaxDelay.TotalMilliseconds + 1}");
        await _fixture.RunWorkerAsync();

        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
        _fixture.Subscriptions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_hooks_cannot_be_viewed_an_unanswered_creation_is_not_repeated_until_somebody_asks()
    {
        var profile = await CreateUnseenAsync();

        await _fixture.RunWorkerAsync();
        await _fixture.RunWorkerAsync();

        (await _fixture.SummaryAsync(profile)).Problem?.Code.ShouldBe(ProblemCode.WebhookUnconfirmed);
        _fixture.Subscriptions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_hooks_cannot_be_viewed_a_delivery_confirms_an_unanswered_creation()
    {
        var profile = await CreateUnseenAsync();
        await _fixture.RunWorkerAsync();
        var repository = profile.Repository;
        _fixture.Receiver.Forget();

        Edge.Emulator.World.Push(new("azure", "DefaultCollection", repository.Project, repository.Name), new());

        (await _fixture.Receiver.Answered.Reader.ReadAsync(Ct)).ShouldBe(200);
        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
        (await _fixture.HooksOfAsync(profile)).ShouldHaveSingleItem().Subscription.ShouldBe(_fixture.Subscriptions.ShouldHaveSingleItem().Id);
    }

    [Fact]
    public async Task A_second_subscription_with_the_mark_is_deleted()
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), pullRequests: false);
        await _fixture.RunWorkerAsync();
        var hook = (await _fixture.HooksOfAsync(profile)).ShouldHaveSingleItem();
        var gateway = (IServiceHooksGateway)Edge.Gateway;
        var again = new HookRequest("git.push", hook.ProjectId, hook.RepositoryId, _fixture.Subscriptions[0].Url, HookSecret.New());
        await gateway.CreateAsync(Edge.Server("azure"), Edge.Token("full"), again, Ct);
        _fixture.Subscriptions.Count.ShouldBe(2);

        await _fixture.Hooks.ReviveAsync(hook.Id, byAdministrator: false, Ct);
        await _fixture.RunWorkerAsync();

        _fixture.Subscriptions.ShouldHaveSingleItem().Id.ShouldBe(hook.Subscription!.Value);
        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    /// <summary>Takes a turn that ends at this point, and starts the program again.</summary>
    private async Task KillAsync(string step, bool after, int call)
    {
        _fixture.Kill.Set(step, after, call);
        await Should.ThrowAsync<CrashException>(_fixture.RunWorkerAsync);
        _fixture.Kill.Restart();
    }

    /// <summary>A creation whose answer never came, of an account to which nothing is shown afterwards.</summary>
    private async Task<BuildProfile> CreateUnseenAsync()
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), pullRequests: false);
        await KillAsync(nameof(IServiceHooksGateway.CreateAsync), after: true, call: 1);
        await _fixture.UseTokenAsync(profile, "reader");
        return profile;
    }
}
