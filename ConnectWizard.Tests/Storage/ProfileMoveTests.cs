using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

/// <summary>Profiles that move to another connection: what goes along, and what each connection has of webhooks afterwards.</summary>
public abstract class ProfileMoveTests(StoreProvider provider) : StoreContext(provider)
{
    private IHookStore Hooks => _store.Services.GetRequiredService<IHookStore>();

    [Fact]
    public async Task Webhooks_and_what_they_delivered_go_along_within_a_collection()
    {
        var (profile, from) = await ConnectAsync("here");
        var (_, to) = await ConnectAsync("there", plansHooks: false);
        var hook = (await Hooks.ListAsync(from.Id, Cancellation)).ShouldHaveSingleItem();
        _place.Sql($"UPDATE hooks SET subscription = '{Guid.NewGuid()}', state = 'Working', sent_at = 1, tried_at = 1 WHERE id = '{hook.Id}'");
        Deliver(hook, profile);
        _place.Sql($"INSERT INTO polls (profile_id, polled_at) VALUES ('{profile.Id}', 1)");
        var polls = _place.Rows("polls");

        (await MoveAsync(from, to, profile)).Value.ShouldBe(1);

        var moved = (await _store.Profiles.FindAsync(profile.Workspace, profile.Id, Cancellation)).ShouldNotBeNull();
        (moved.Connection, moved.Repository.Name, moved.CloneUrl.AbsolutePath.EndsWith("/_git/Renamed", StringComparison.Ordinal)).ShouldBe((to.Id, "Renamed", true));
        (await Hooks.ListAsync(from.Id, Cancellation)).ShouldBeEmpty();
        var there = (await Hooks.ListAsync(to.Id, Cancellation)).ShouldHaveSingleItem();
        (there.Id, there.State, there.TriedAt).ShouldBe((hook.Id, HookState.Working, null));
        _place.Sql("SELECT connection_id FROM deliveries").ShouldBe([to.Id.ToString()]);
        _place.Rows("polls").ShouldBe(polls);
    }

    [Fact]
    public async Task Webhooks_that_another_profile_needs_stay_and_new_ones_are_planned()
    {
        var (profile, from) = await ConnectAsync("here");
        var (other, _) = await ConnectAsync("here", "Second");
        var (_, to) = await ConnectAsync("there", plansHooks: false);
        var hook = (await Hooks.ListAsync(from.Id, Cancellation)).ShouldHaveSingleItem();
        Deliver(hook, profile);

        await MoveAsync(from, to, profile);

        (await Hooks.ListAsync(from.Id, Cancellation)).ShouldHaveSingleItem().Id.ShouldBe(hook.Id);
        (await Hooks.ListAsync(to.Id, Cancellation)).ShouldHaveSingleItem().State.ShouldBe(HookState.Planned);
        _place.Sql("SELECT connection_id FROM deliveries").ShouldBe([from.Id.ToString()]);
        (await _store.Profiles.FindAsync(other.Workspace, other.Id, Cancellation)).ShouldBe(other);
    }

    [Fact]
    public async Task To_another_collection_webhooks_are_removed_here_and_planned_there()
    {
        var (profile, here) = await ConnectAsync("here");
        var (_, to) = await ConnectAsync("there", plansHooks: false);
        var hook = (await Hooks.ListAsync(here.Id, Cancellation)).ShouldHaveSingleItem();
        _place.Sql($"UPDATE hooks SET subscription = '{Guid.NewGuid()}', state = 'Working', sent_at = 1 WHERE id = '{hook.Id}'");

        await MoveAsync(here with { Target = to.Target with { Collection = "Another" } }, to, profile);

        (await Hooks.ListAsync(here.Id, Cancellation)).ShouldHaveSingleItem().State.ShouldBe(HookState.Removing);
        (await Hooks.ListAsync(to.Id, Cancellation)).ShouldHaveSingleItem().State.ShouldBe(HookState.Planned);
    }

    [Fact]
    public async Task Nothing_moves_to_a_connection_that_was_deleted_or_changed_meanwhile()
    {
        var (profile, from) = await ConnectAsync("here");
        var (_, to) = await ConnectAsync("there");

        (await MoveAsync(from, to with { Credential = CredentialId.New() }, profile)).Problem!.Code.ShouldBe(ProblemCode.ConnectionChanged);
        await Hooks.BeginRemovalAsync(to.Workspace, to.Id, Cancellation);
        (await MoveAsync(from, to, profile)).Problem!.Arguments[ProblemText.Variant].ShouldBe("deleted");

        (await _store.Profiles.FindAsync(profile.Workspace, profile.Id, Cancellation)).ShouldBe(profile);
    }

    [Fact]
    public async Task What_the_connection_no_longer_has_is_left_out()
    {
        var (profile, from) = await ConnectAsync("here");
        var (_, to) = await ConnectAsync("there");
        await MoveAsync(from, to, profile);

        (await MoveAsync(from, to, profile)).Value.ShouldBe(0);
        (await MoveAsync(to with { Workspace = new WorkspaceId(Guid.NewGuid()) }, from, profile)).Value.ShouldBe(0);
    }

    [Fact]
    public async Task Webhooks_of_profiles_are_those_of_their_connections_in_their_workspace()
    {
        var (here, connection) = await ConnectAsync("here");
        var (there, _) = await ConnectAsync("there");

        (await ListAsync(here.Workspace, here)).ShouldBe((await Hooks.ListAsync(connection.Id, Cancellation)).Select(hook => hook.Id));
        (await ListAsync(here.Workspace, here, there)).Count().ShouldBe(2);
        (await ListAsync(new WorkspaceId(Guid.NewGuid()), here, there)).ShouldBeEmpty();
        (await ListAsync(here.Workspace)).ShouldBeEmpty();

        async Task<IEnumerable<HookId>> ListAsync(WorkspaceId workspace, params BuildProfile[] profiles) =>
            (await Hooks.ListAsync(workspace, profiles, Cancellation)).Select(hook => hook.Id);
    }

    private async Task<(BuildProfile Profile, Connection Connection)> ConnectAsync(string account, string name = "Nightly", bool plansHooks = true)
    {
        var profile = await Samples.FinishAsync(_store, Cancellation, name, account);
        if (plansHooks)
            await Hooks.PlanAsync(profile.Connection, Cancellation);
        else
            _place.Sql($"UPDATE profiles SET trigger_source = 'None' WHERE id = '{profile.Id}'");
        return (profile, (await _store.Connections.FindAsync(profile.Workspace, profile.Connection, Cancellation))!);
    }

    private Task<Result<int>> MoveAsync(Connection from, Connection to, BuildProfile profile) =>
        _store.Profiles.MoveAsync(from, to, new Dictionary<ProfileId, RepositoryChoice> { [profile.Id] = profile.Repository with { Name = "Renamed" } }, Cancellation);

    private void Deliver(Hook hook, BuildProfile profile) => _place.Sql($"""
        INSERT INTO deliveries (id, workspace_id, hook_id, event_id, connection_id, repository_id, event, received_at)
        VALUES ('{Guid.NewGuid()}', '{profile.Workspace.Value}', '{hook.Id}', '{Guid.NewGuid()}', '{profile.Connection}', '{profile.Repository.Id}', '', 1)
        """);

    public sealed class OnSqlite() : ProfileMoveTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : ProfileMoveTests(StoreProvider.PostgreSql);
}
