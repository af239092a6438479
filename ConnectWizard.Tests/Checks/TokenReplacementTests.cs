using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>A new token for a connection to an emulated server: what is refused changes nothing, what works takes the place of the old one.</summary>
public sealed class TokenReplacementTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private EmulatedApp _app = null!;
    private Connection _connection = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await EmulatedApp.StartAsync(edge, Cancellation);
        var profile = await _app.CreateProfileAsync("Mission Control", "mission-control", TriggerSource.None, Cancellation);
        _connection = (await FindAsync(profile.Connection))!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Only_a_token_that_works_takes_the_place_of_the_old_one()
    {
        var refused = await TryAsync(new Secret(new string('x', 52)));
        (refused.CanApply, refused.Check.Failure?.Code).ShouldBe((false, ProblemCode.TokenRefused));

        var accepted = await TryAsync(edge.Token("full"));
        accepted.Rows.ShouldHaveSingleItem().State.ShouldBe(DryRunState.Works);
        await _app.Get<IConnectionStore>().RecordCheckAsync(_connection.Workspace, _connection.Id, ConnectionHealth.Failed, ProblemCode.TokenExpired, null, Cancellation);
        (await _app.Get<CredentialDryRun>().ApplyAsync(_connection, accepted, Cancellation)).Succeeded.ShouldBeTrue();

        var replaced = (await FindAsync(_connection.Id))!;
        (replaced.Health, replaced.LastProblem).ShouldNotBe((ConnectionHealth.Failed, ProblemCode.TokenExpired));
        (await OpenAsync(replaced.Credential)).Value!.Reveal().ShouldBe(edge.Token("full").Reveal());
        (await OpenAsync(_connection.Credential)).Problem?.Code.ShouldBe(ProblemCode.CredentialNeeded);
    }

    private async Task<DryRunResult> TryAsync(Secret token) =>
        (await _app.Get<CredentialDryRun>().RunAsync(_connection, CheckSubject.Of(_connection.Target, token), Cancellation)).Value!;

    private Task<Connection?> FindAsync(ConnectionId id) => _app.Get<IConnectionStore>().FindAsync(WorkspaceId.Default, id, Cancellation);

    private Task<Result<Secret>> OpenAsync(CredentialId credential) =>
        _app.Get<ICredentialStore>().OpenAsync(_connection.Workspace, credential, _connection.Target, Cancellation);
}
