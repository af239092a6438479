using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Removal;

public sealed class HookRemovalTests(EdgeFixture edge) : ServiceHooksContext(edge)
{
    [Fact]
    public async Task Deleting_a_profile_deletes_its_hooks_and_says_so()
    {
        var profile = await CreateAsync();
        var ids = _fixture.Subscriptions.Select(subscription => (Guid?)subscription.Id).ToList();

        var receipt = await _fixture.Removal.DeleteProfileAsync(profile.Id, Ct);

        receipt.ShouldNotBeNull().Hooks.ShouldAllBe(hook => hook.Left == null && hook.Repository == "Mission Control/" + profile.Repository.Name);
        receipt.Hooks.Select(hook => hook.Subscription).ShouldBe(ids, ignoreOrder: true);
        _fixture.Subscriptions.ShouldBeEmpty();
        (await _fixture.HooksOfAsync(profile)).ShouldBeEmpty();
        (await _fixture.Removal.DeleteProfileAsync(profile.Id, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_deletion_that_does_not_come_to_its_end_is_in_the_audit_trail()
    {
        var profile = await CreateAsync();
        _fixture.Kill.Set(nameof(IServiceHooksGateway.DeleteAsync), after: false, 1);
        await Should.ThrowAsync<CrashException>(() => _fixture.Removal.DeleteProfileAsync(profile.Id, Ct));

        _fixture.Folder.Sql("SELECT action FROM audit_entries WHERE action = 'ProfileDeleted'").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Hooks_that_another_profile_shares_stay()
    {
        var repository = await _fixture.RepositoryAsync();
        var whole = await _fixture.CreateProfileAsync(repository);
        var pushes = await _fixture.CreateProfileAsync(repository, pullRequests: false);
        await _fixture.RunWorkerAsync();

        var receipt = await _fixture.Removal.DeleteProfileAsync(whole.Id, Ct);

        receipt!.Hooks.Count.ShouldBe(3);
        _fixture.Subscriptions.ShouldHaveSingleItem().EventType.ShouldBe("git.push");
        (await _fixture.SummaryAsync(pushes)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Fact]
    public async Task Deleting_a_connection_deletes_profiles_hooks_and_credential()
    {
        var profile = await CreateAsync();

        var receipt = await _fixture.Removal.DeleteConnectionAsync(profile.Connection, Ct);

        receipt.ShouldNotBeNull().Profiles.ShouldBe([profile.Name]);
        (receipt.CredentialRemoved, receipt.Hooks.Count(hook => hook.Left is null)).ShouldBe((true, 4));
        _fixture.Subscriptions.ShouldBeEmpty();
        _fixture.Folder.Sql("SELECT id FROM credentials UNION SELECT id FROM connections UNION SELECT id FROM hooks UNION SELECT connection_id FROM connection_removals")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("hook-editor", ProblemCode.WebhooksNotAllowed)]
    [InlineData("revoked", ProblemCode.TokenRefused)]
    public async Task What_may_not_be_deleted_is_left_and_the_receipt_says_why(string token, ProblemCode expected)
    {
        var profile = await CreateAsync();
        await _fixture.UseTokenAsync(profile, token);

        var receipt = await _fixture.Removal.DeleteConnectionAsync(profile.Connection, Ct);

        receipt.ShouldNotBeNull().Hooks.ShouldAllBe(hook => hook.Left!.Code == expected && hook.Subscription != null);
        _fixture.Subscriptions.Count.ShouldBe(4);
        (await _fixture.Connections.FindAsync(profile.Workspace, profile.Connection, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_hook_that_was_deleted_by_hand_counts_as_removed()
    {
        var profile = await CreateAsync();
        Edge.Emulator.World.Hooks.Delete(_fixture.Subscriptions[0].Id);

        var receipt = await _fixture.Removal.DeleteProfileAsync(profile.Id, Ct);

        receipt.ShouldNotBeNull().Hooks.ShouldAllBe(hook => hook.Left == null);
        _fixture.Subscriptions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(nameof(IServiceHooksGateway.DeleteAsync), false, 1)]
    [InlineData(nameof(IServiceHooksGateway.DeleteAsync), true, 2)]
    [InlineData(nameof(IHookStore.ForgetAsync), false, 1)]
    [InlineData(nameof(IHookStore.ForgetAsync), true, 4)]
    [InlineData(nameof(IHookStore.ForgetAsync), true, 3)]
    [InlineData(nameof(IHookStore.BeginRemovalAsync), true, 1)]
    public async Task A_deletion_that_is_killed_is_finished_after_the_restart(string step, bool after, int call)
    {
        var profile = await CreateAsync();
        _fixture.Kill.Set(step, after, call);
        await Should.ThrowAsync<CrashException>(() => _fixture.Removal.DeleteConnectionAsync(profile.Connection, Ct));
        _fixture.Folder.Sql("SELECT protected FROM credentials").ShouldBe([""]);
        (await _fixture.Connections.FindAsync(profile.Workspace, profile.Connection, Ct)).ShouldNotBeNull().IsBeingDeleted.ShouldBeTrue();
        _fixture.Kill.Restart();

        await _fixture.RunWorkerAsync();

        // Without the token its subscriptions stay; what they deliver is answered with 410, which disables them.
        (await _fixture.Connections.FindAsync(profile.Workspace, profile.Connection, Ct)).ShouldBeNull();
        _fixture.Folder.Sql("SELECT id FROM credentials UNION SELECT id FROM hooks UNION SELECT connection_id FROM connection_removals").ShouldBeEmpty();
    }

    [Fact]
    public async Task Going_over_to_polling_removes_the_hooks_and_coming_back_creates_them()
    {
        var profile = await CreateAsync();

        var polling = await _fixture.Profiles.ChangeTriggerSourceAsync(profile.Workspace, profile.Id, TriggerSource.Polling, Ct);
        await _fixture.RunWorkerAsync();
        _fixture.Subscriptions.ShouldBeEmpty();
        (await _fixture.SummaryAsync(polling!)).Health.ShouldBe(WebhookHealth.Polling);

        await _fixture.Profiles.ChangeTriggerSourceAsync(profile.Workspace, profile.Id, TriggerSource.Webhooks, Ct);
        await _fixture.RunWorkerAsync();
        _fixture.Subscriptions.Count.ShouldBe(4);
        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    private async Task<BuildProfile> CreateAsync()
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync());
        await _fixture.RunWorkerAsync();
        _fixture.Subscriptions.Count.ShouldBe(4);
        return profile;
    }
}
