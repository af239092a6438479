using ConnectWizard.Audit;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
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
        (await _app.Get<CredentialDryRun>().ApplyAsync(_connection, accepted, by: null, Cancellation)).Succeeded.ShouldBeTrue();

        var replaced = (await FindAsync(_connection.Id))!;
        (replaced.Health, replaced.LastProblem).ShouldNotBe((ConnectionHealth.Failed, ProblemCode.TokenExpired));
        (await OpenAsync(replaced.Credential)).Value!.Reveal().ShouldBe(edge.Token("full").Reveal());
        (await OpenAsync(_connection.Credential)).Problem?.Code.ShouldBe(ProblemCode.CredentialNeeded);
    }

    [Fact]
    public async Task A_token_that_still_works_is_kept_for_the_way_back()
    {
        var by = Samples.Actor with { Address = "192.0.2.7" };
        var replaced = (await _app.Get<CredentialDryRun>().ApplyAsync(_connection, await TryAsync(edge.Token("full")), by, Cancellation)).Value!;

        var entry = (await _app.Get<IAuditStore>().ListAsync(_connection.Workspace, new AuditFilter(_connection.Id, AuditAction.CredentialReplaced), 2, Cancellation)).ShouldHaveSingleItem();
        (entry.Browser, entry.Address).ShouldBe((by.Browser, by.Address));
        (await OpenAsync(_connection.Credential)).Succeeded.ShouldBeTrue();
        await _app.Get<ConnectionService>().UndoReplacementAsync(Samples.Actor, replaced, Cancellation);

        (await FindAsync(_connection.Id))!.Credential.ShouldBe(_connection.Credential);
        (await OpenAsync(replaced.Credential)).Succeeded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("reader", DryRunState.NoWebhooks, true)]
    [InlineData("full", DryRunState.Works, false)]
    public async Task Webhooks_that_are_there_are_looked_for_with_the_new_token(string token, DryRunState state, bool isHidden)
    {
        var profile = await _app.CreateProfileAsync("Mission Control", "mission-control", TriggerSource.Webhooks, Cancellation);
        _connection = (await FindAsync(profile.Connection))!;
        foreach (var hook in await _app.Get<IHookStore>().PlanAsync(profile.Connection, Cancellation))
            await _app.Get<IHookStore>().ProvisionedAsync(hook.Workspace, hook.Id, Guid.NewGuid(), Cancellation);

        var row = (await TryAsync(edge.Token(token))).Rows.Single(row => row.Profile.Id == profile.Id);

        (row.State, row.HiddenWebhooks > 0).ShouldBe((state, isHidden));
    }

    private async Task<DryRunResult> TryAsync(Secret token) =>
        (await _app.Get<CredentialDryRun>().RunAsync(_connection, CheckSubject.Of(_connection.Target, token), Cancellation)).Value!;

    private Task<Connection?> FindAsync(ConnectionId id) => _app.Get<IConnectionStore>().FindAsync(WorkspaceId.Default, id, Cancellation);

    private Task<Result<Secret>> OpenAsync(CredentialId credential) =>
        _app.Get<ICredentialStore>().OpenAsync(_connection.Workspace, credential, _connection.Target, Cancellation);
}
