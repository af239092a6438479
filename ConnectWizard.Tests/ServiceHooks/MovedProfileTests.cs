using ConnectWizard.AzureDevOps;
using ConnectWizard.Profiles;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks;

/// <summary>A profile that moves to another account's connection, with its webhooks in an emulated server.</summary>
public sealed class MovedProfileTests(EdgeFixture edge) : ServiceHooksContext(edge)
{
    [Fact]
    public async Task Its_webhooks_go_on_under_the_other_connection_and_each_push_arrives_once()
    {
        var (moving, there) = await CreateAsync(isShared: false);
        var before = _fixture.Subscriptions.Select(subscription => subscription.Id).ToList();

        await MoveAsync(moving, there);

        var moved = (await _fixture.Profiles.FindAsync(moving.Workspace, moving.Id, Ct))!;
        (await _fixture.SummaryAsync(moved)).Health.ShouldBe(WebhookHealth.Working);
        _fixture.Subscriptions.Select(subscription => subscription.Id).ShouldBe(before, ignoreOrder: true);
        _fixture.Receiver.Forget();
        Edge.Emulator.World.Push(new("azure", "DefaultCollection", moving.Repository.Project, moving.Repository.Name), new());
        (await _fixture.Receiver.Answered.Reader.ReadAsync(Ct)).ShouldBe(200);
        (await _fixture.Hooks.ListAsync(there.Connection, Ct)).Where(hook => hook.RepositoryId == moving.Repository.Id).ShouldAllBe(hook => hook.State == HookState.Working);
    }

    [Fact]
    public async Task Where_another_profile_stays_each_connection_has_its_own()
    {
        var (moving, there) = await CreateAsync(isShared: true);

        await MoveAsync(moving, there);

        _fixture.Subscriptions.Count(subscription => subscription.EventType == "git.push").ShouldBe(3);
        (await _fixture.Hooks.ListAsync(moving.Connection, Ct)).ShouldHaveSingleItem().State.ShouldBe(HookState.Working);
        var moved = (await _fixture.Profiles.FindAsync(moving.Workspace, moving.Id, Ct))!;
        (await _fixture.SummaryAsync(moved)).Health.ShouldBe(WebhookHealth.Working);
    }

    private async Task<(BuildProfile Moving, BuildProfile There)> CreateAsync(bool isShared)
    {
        var repositories = await _fixture.RepositoriesAsync("Mission Control");
        var moving = await _fixture.CreateProfileAsync(repositories[0], pullRequests: !isShared);
        if (isShared)
            await _fixture.CreateProfileAsync(repositories[0], pullRequests: false);
        var there = await _fixture.CreateProfileAsync(repositories[1], "project-admin", pullRequests: false, account: "another");
        await _fixture.RunWorkerAsync();
        return (moving, there);
    }

    private async Task MoveAsync(BuildProfile moving, BuildProfile there)
    {
        var from = (await _fixture.Connections.FindAsync(moving.Workspace, moving.Connection, Ct))!;
        var to = (await _fixture.Connections.FindAsync(there.Workspace, there.Connection, Ct))!;
        (await _fixture.Profiles.MoveAsync(from, to, new Dictionary<ProfileId, Connections.RepositoryChoice> { [moving.Id] = moving.Repository }, Ct)).Value.ShouldBe(1);
        await _fixture.RunWorkerAsync();
    }
}
