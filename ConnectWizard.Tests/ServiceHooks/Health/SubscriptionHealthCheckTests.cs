using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Health;

/// <summary>Each way in which a hook can cease to deliver is reached in the emulator, told apart, and mended by <i>Repair</i>.</summary>
public sealed class SubscriptionHealthCheckTests(EdgeFixture edge) : ServiceHooksContext(edge)
{
    [Fact]
    public async Task A_hook_that_somebody_disabled_is_enabled_again() =>
        await BreakAndRepairAsync(hook => Edge.Emulator.World.Hooks.Disable(hook.Subscription!.Value), ProblemCode.WebhookDisabledByUser);

    [Fact]
    public async Task A_hook_that_somebody_deleted_is_made_anew() =>
        await BreakAndRepairAsync(hook => Edge.Emulator.World.Hooks.Delete(hook.Subscription!.Value), ProblemCode.WebhookMissing);

    [Fact]
    public async Task A_hook_whose_creator_is_gone_is_made_anew_by_the_account_that_is_there()
    {
        var profile = await CreateAsync("project-admin");
        var creator = _fixture.Subscriptions.ShouldHaveSingleItem().Creator;
        Edge.Emulator.World.Hooks.RevokeAccess(creator);
        try
        {
            await PollAsync(profile);
            await ExpectAsync(profile, ProblemCode.WebhookCreatorGone);
            await _fixture.UseTokenAsync(profile, "full");

            (await _fixture.Webhooks.RepairAsync(profile, Ct)).Value!.Health.ShouldBe(WebhookHealth.Working);

            _fixture.Subscriptions.ShouldHaveSingleItem().Creator.ShouldNotBe(creator, StringComparer.Ordinal);
        }
        finally
        {
            Edge.Emulator.World.Hooks.RestoreAccess(creator);
        }
    }

    [Fact]
    public async Task A_hook_that_was_sent_elsewhere_gets_its_address_back() =>
        await BreakAndRepairAsync(hook => EditAsync(hook, new Uri("https://elsewhere.example/in?key=hush"), HookSecret.New()), ProblemCode.WebhookAddressChanged);

    [Fact]
    public async Task A_changed_address_of_ours_is_told_and_set()
    {
        var profile = await CreateAsync();
        await using var moved = await TestReceiver.StartAsync(Ct);
        moved.Deliveries = _fixture.Hooks;
        _fixture.Address = moved.Address;

        await PollAsync(profile);
        await ExpectAsync(profile, ProblemCode.WebhookAddressChanged);
        (await _fixture.Webhooks.RepairAsync(profile, Ct)).Value!.Health.ShouldBe(WebhookHealth.Working);

        var subscription = (await _fixture.HooksOfAsync(profile)).ShouldHaveSingleItem().Subscription;
        Edge.Emulator.World.Hooks.Subscriptions.Single(known => known.Id == subscription).Url.Authority.ShouldBe(moved.Address.Authority);
        Edge.Emulator.World.Hooks.Delete(subscription!.Value);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_by_the_servers_own_history()
    {
        var profile = await CreateAsync();
        var hook = (await _fixture.HooksOfAsync(profile)).ShouldHaveSingleItem();
        await EditAsync(hook, _fixture.Subscriptions[0].Url, HookSecret.New());

        await PushAsync(profile, expected: 401);
        await PollAsync(profile);

        await ExpectAsync(profile, ProblemCode.WebhookSecretMismatch);
        (await _fixture.Webhooks.RepairAsync(profile, Ct)).Value!.Health.ShouldBe(WebhookHealth.Working);
        await PushAsync(profile, expected: 200);
    }

    [Fact]
    public async Task A_strangers_wrong_secret_breaks_nothing()
    {
        var profile = await CreateAsync();
        var hook = (await _fixture.HooksOfAsync(profile)).ShouldHaveSingleItem();

        await _fixture.Hooks.SecretMismatchAsync(hook.Id, Ct);
        await PollAsync(profile);

        (await _fixture.SummaryAsync(profile)).ShouldSatisfyAllConditions(
            summary => summary.Health.ShouldBe(WebhookHealth.Working),
            summary => summary.Problem.ShouldBeNull());
    }

    [Fact]
    public async Task Probation_is_told_with_what_was_answered_and_ends_with_a_repair()
    {
        var profile = await CreateAsync();
        _fixture.Receiver.ApiResponse = 500;

        await PushAsync(profile, expected: 500);
        await PollAsync(profile);

        (await ExpectAsync(profile, ProblemCode.WebhookOnProbation)).Arguments["message"].ShouldContain("500");
        _fixture.Receiver.ApiResponse = null;
        (await _fixture.Webhooks.RepairAsync(profile, Ct)).Value!.Health.ShouldBe(WebhookHealth.Working);
        _fixture.Subscriptions.ShouldHaveSingleItem().Status.ShouldBe("enabled");
    }

    [Fact]
    public async Task A_hook_that_Azure_DevOps_disabled_is_enabled_again()
    {
        var profile = await CreateAsync();
        _fixture.Receiver.ApiResponse = 410;

        await PushAsync(profile, expected: 410);
        await PollAsync(profile);

        await ExpectAsync(profile, ProblemCode.WebhookDisabledBySystem);
        _fixture.Receiver.ApiResponse = null;
        (await _fixture.Webhooks.RepairAsync(profile, Ct)).Value!.Health.ShouldBe(WebhookHealth.Working);
        await PushAsync(profile, expected: 200);
    }

    [Fact]
    public async Task What_is_well_again_by_itself_is_found_well()
    {
        var profile = await CreateAsync();
        var subscription = _fixture.Subscriptions[0].Id;
        Edge.Emulator.World.Hooks.Disable(subscription);
        await PollAsync(profile);
        await ExpectAsync(profile, ProblemCode.WebhookDisabledByUser);

        Edge.Emulator.World.Hooks.Enable(subscription);
        await PollAsync(profile);

        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Fact]
    public async Task A_hook_that_did_not_report_a_change_is_found_silent_until_an_event_comes()
    {
        var profile = await CreateAsync();
        await MissAsync(profile, TimeSpan.FromMinutes(6), lastDelivery: TimeSpan.FromMinutes(8));
        await PollAsync(profile);
        await ExpectAsync(profile, ProblemCode.WebhookSilent);

        await PushAsync(profile, expected: 200);

        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
        await PollAsync(profile);
        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Theory]
    [InlineData(4, 30)]
    [InlineData(6, 6)]
    [InlineData(6, 1)]
    public async Task A_delivery_may_come_later_than_the_poll_or_just_before_it(int missed, int delivered)
    {
        var profile = await CreateAsync();
        await MissAsync(profile, TimeSpan.FromMinutes(missed), TimeSpan.FromMinutes(delivered));

        await PollAsync(profile);

        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Fact]
    public async Task A_delivery_that_Azure_DevOps_repeats_is_told_with_its_next_attempt()
    {
        var profile = await CreateAsync();
        _fixture.Receiver.ApiResponse = 503;
        await PushAsync(profile, expected: 503);
        await MissAsync(profile, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(8));

        await PollAsync(profile);

        (await ExpectAsync(profile, ProblemCode.WebhookRetrying)).Arguments["message"].ShouldContain("503");
        _fixture.Receiver.ApiResponse = null;
        Edge.Emulator.World.Hooks.RetryNow(_fixture.Subscriptions[0].Id);
        await _fixture.Receiver.Answered.Reader.ReadAsync(Ct);
        await PollAsync(profile);
        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Fact]
    public async Task What_pages_show_is_checked_once_for_all_of_them()
    {
        var profile = await CreateAsync();
        Edge.Emulator.World.Hooks.Disable((await _fixture.HooksOfAsync(profile)).ShouldHaveSingleItem().Subscription!.Value);
        Edge.Emulator.Requests.Clear();

        await _fixture.Webhooks.CheckAsync(profile, Ct);
        using var leaving = new CancellationTokenSource();
        var second = _fixture.Webhooks.CheckAsync(profile, leaving.Token);

        second.IsCompleted.ShouldBeFalse();
        await ExpectAsync(profile, ProblemCode.WebhookDisabledByUser);
        Edge.Emulator.Requests.Entries.Count(request => request.Target.Contains("/hooks/subscriptions?", StringComparison.Ordinal)).ShouldBe(1);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task A_health_check_is_one_listing_and_the_next_one_is_not_due_for_minutes()
    {
        var profile = await CreateAsync();
        Edge.Emulator.Requests.Clear();

        await PollAsync(profile);
        await _fixture.RunWorkerAsync();

        Edge.Emulator.Requests.Entries.Select(request => request.Target.Split('?')[0].Split('/')[^1]).ShouldBe(["1", "subscriptions"]);
    }

    [Fact]
    public async Task Where_hooks_cannot_be_viewed_what_deliveries_told_stays()
    {
        var profile = await CreateAsync();
        await _fixture.UseTokenAsync(profile, "reader");

        await PollAsync(profile);

        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Fact]
    public async Task Where_Azure_DevOps_cannot_be_asked_nothing_is_called_working_and_the_time_of_the_last_look_stays()
    {
        var profile = await CreateAsync();
        var before = (await _fixture.SummaryAsync(profile)).CheckedAt;
        await _fixture.UseTokenAsync(profile, "revoked");
        Edge.Emulator.World.Hooks.Delete((await _fixture.HooksOfAsync(profile)).ShouldHaveSingleItem().Subscription!.Value);

        await PollAsync(profile);

        var unasked = await _fixture.SummaryAsync(profile);
        (unasked.Health, unasked.IsUnchecked, unasked.CheckedAt).ShouldBe((WebhookHealth.Waiting, true, before));
        await _fixture.UseTokenAsync(profile, "full");
        await PollAsync(profile);
        await ExpectAsync(profile, ProblemCode.WebhookMissing);
    }

    [Fact]
    public async Task The_list_of_a_workspace_says_of_each_profile_what_the_profile_itself_says()
    {
        var broken = await CreateAsync();
        var hook = (await _fixture.HooksOfAsync(broken)).ShouldHaveSingleItem();
        Edge.Emulator.World.Hooks.Disable(hook.Subscription!.Value);
        await PollAsync(broken);
        var actor = new Actor(new OwnerId("browser"), broken.Workspace);
        BuildProfile[] profiles = [.. await _fixture.Profiles.ListAsync(actor.Workspace, Ct), broken with { Id = ProfileId.New(), TriggerSource = TriggerSource.Polling }];

        var listed = await _fixture.Webhooks.ListAsync(actor, await _fixture.Connections.ListAsync(actor.Workspace, Ct), profiles, Ct);

        listed[broken.Id].Health.ShouldBe(WebhookHealth.Broken);
        foreach (var profile in profiles)
        {
            var single = await _fixture.Webhooks.FindAsync(profile, Ct);
            (listed[profile.Id].Health, listed[profile.Id].Problem?.Code, listed[profile.Id].CanRepair).ShouldBe((single.Health, single.Problem?.Code, single.CanRepair));
        }

        Edge.Emulator.World.Hooks.Delete(hook.Subscription.Value);
    }

    private Task BreakAndRepairAsync(Action<Hook> harm, ProblemCode expected) => BreakAndRepairAsync(
        hook =>
        {
            harm(hook);
            return Task.CompletedTask;
        },
        expected);

    private async Task BreakAndRepairAsync(Func<Hook, Task> harm, ProblemCode expected)
    {
        var profile = await CreateAsync();
        await harm((await _fixture.HooksOfAsync(profile)).ShouldHaveSingleItem());

        await PollAsync(profile);
        (await ExpectAsync(profile, expected)).ToString().ShouldNotContain("hush");
        (await _fixture.Webhooks.RepairAsync(profile, Ct)).Value!.Health.ShouldBe(WebhookHealth.Working);

        _fixture.Subscriptions.ShouldHaveSingleItem().Status.ShouldBe("enabled");
        await PushAsync(profile, expected: 200);
    }

    private async Task<BuildProfile> CreateAsync(string token = "full")
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), token, pullRequests: false);
        await _fixture.RunWorkerAsync();
        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
        return profile;
    }

    private async Task<Problem> ExpectAsync(BuildProfile profile, ProblemCode expected)
    {
        var summary = await _fixture.SummaryAsync(profile);
        (summary.Health, summary.Problem?.Code, summary.CanRepair).ShouldBe((WebhookHealth.Broken, expected, true));
        return summary.Problem!;
    }

    private async Task MissAsync(BuildProfile profile, TimeSpan missed, TimeSpan lastDelivery)
    {
        await _fixture.Hooks.EventMissedAsync(profile.Workspace, profile.Connection, profile.Repository.Id, HookKind.Push, Ct);
        var (missedAt, deliveredAt) = (DateTimeOffset.UtcNow - missed, DateTimeOffset.UtcNow - lastDelivery);
        var changed = $"missed_at = {missedAt.ToUnixTimeMilliseconds()}, last_delivery_at = {deliveredAt.ToUnixTimeMilliseconds()}";
        _fixture.Folder.Sql($"UPDATE hooks SET {changed} WHERE connection_id = '{profile.Connection}' AND missed_at IS NOT NULL");
    }

    /// <summary>As the worker does it when the last look is too long ago.</summary>
    private async Task PollAsync(BuildProfile profile)
    {
        _fixture.Folder.Sql($"UPDATE hooks SET tried_at = 0 WHERE connection_id = '{profile.Connection}'");
        await _fixture.RunWorkerAsync();
    }

    private async Task PushAsync(BuildProfile profile, int expected)
    {
        _fixture.Receiver.Forget();
        Edge.Emulator.World.Push(new("azure", "DefaultCollection", profile.Repository.Project, profile.Repository.Name), new());
        (await _fixture.Receiver.Answered.Reader.ReadAsync(Ct)).ShouldBe(expected);
    }

    private async Task EditAsync(Hook hook, Uri url, Secret secret)
    {
        var request = new HookRequest("git.push", hook.ProjectId, hook.RepositoryId, url, secret) { Header = HookSecret.Header };
        var edited = await ((IServiceHooksGateway)Edge.Gateway).UpdateAsync(Edge.Server("azure"), Edge.Token("full"), hook.Subscription!.Value, request, Ct);
        edited.Problem.ShouldBeNull();
    }
}
