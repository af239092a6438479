using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>A connection that is led to another address of an emulated server, or to another server.</summary>
public sealed class AddressChangeTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private EmulatedApp _app = null!;
    private BuildProfile _profile = null!;
    private Connection _connection = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await EmulatedApp.StartAsync(edge, Cancellation);
        _profile = await _app.CreateProfileAsync("Mission Control", "mission-control", TriggerSource.None, Cancellation);
        _connection = (await _app.Get<IConnectionStore>().FindAsync(WorkspaceId.Default, _profile.Connection, Cancellation))!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Profiles_go_along_to_the_same_repositories_and_come_back()
    {
        var moved = edge.Scene("german");
        var tried = await TryAsync(moved);
        (tried.CanApply, tried.Rows.ShouldHaveSingleItem().State).ShouldBe((true, DryRunState.Works));

        var changed = (await _app.Get<CredentialDryRun>().ApplyAsync(_connection, tried, by: null, Cancellation)).Value!;

        (changed.Target.Binding, changed.Facts.InstanceId).ShouldBe((moved.Binding, tried.Check.Facts!.InstanceId));
        changed.Facts.InstanceId.ShouldNotBeNull();
        (await FindProfileAsync()).CloneUrl.Host.ShouldBe("german.spacetech.example");
        (await _app.Get<ICredentialStore>().OpenAsync(changed.Workspace, changed.Credential, moved, Cancellation)).Succeeded.ShouldBeTrue();
        (await _app.Get<ICredentialStore>().OpenAsync(changed.Workspace, changed.Credential, _connection.Target, Cancellation)).Succeeded.ShouldBeFalse();
        (await _app.Get<IConnectionStore>().FindExistingAsync(changed.Workspace, moved, changed.Facts.AccountId, Cancellation))!.Id.ShouldBe(_connection.Id);

        await _app.Get<ConnectionService>().UndoReplacementAsync(Samples.Actor, changed, Cancellation);
        (await FindProfileAsync()).ShouldBe(_profile);
    }

    [Fact]
    public async Task A_server_without_any_of_the_repositories_is_refused()
    {
        var tried = await TryAsync(edge.Server("next"));

        (tried.Check.Passed, tried.IsElsewhere, tried.CanApply).ShouldBe((true, true, false));
        tried.Rows.ShouldHaveSingleItem().State.ShouldBe(DryRunState.Missing);
    }

    private async Task<DryRunResult> TryAsync(ServerTarget target) =>
        (await _app.Get<CredentialDryRun>().RunAsync(_connection, CheckSubject.Of(target, edge.Token("full")), Cancellation)).Value!;

    private async Task<BuildProfile> FindProfileAsync() => (await _app.Get<IProfileStore>().FindAsync(_profile.Workspace, _profile.Id, Cancellation))!;
}
