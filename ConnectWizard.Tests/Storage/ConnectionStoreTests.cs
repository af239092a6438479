using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public abstract class ConnectionStoreTests(StoreProvider provider) : StoreContext(provider)
{
    [Fact]
    public async Task A_connection_comes_back_as_it_was_stored()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        var profile = (await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull();
        var connection = Samples.Connection(draft.Credential!.Value) with { Id = profile.Connection, CreatedAt = _time.GetUtcNow() };

        var found = (await _store.Connections.FindAsync(WorkspaceId.Default, profile.Connection, Cancellation)).ShouldNotBeNull();

        found.Facts.Warnings.ShouldBe(connection.Facts.Warnings);
        (found with { Facts = connection.Facts }).ShouldBe(connection);
    }

    [Fact]
    public async Task An_existing_connection_is_found_whatever_case_its_address_is_written_in()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        var shouted = new ServerTarget(Samples.Target.Address with { VirtualDirectory = "/TFS" }, "GRÖßE & CO");

        var twin = await _store.Connections.FindExistingAsync(WorkspaceId.Default, shouted, "6c0a", Cancellation);

        twin.ShouldNotBeNull().Id.ShouldBe(profile.Connection);
        (await _store.Connections.FindExistingAsync(WorkspaceId.Default, Samples.Target, "somebody", Cancellation)).ShouldBeNull();
        (await _store.Connections.FindExistingAsync(new WorkspaceId(Guid.NewGuid()), Samples.Target, "6c0a", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_connection_is_renamed_in_its_own_workspace_only()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);

        await _store.Connections.RenameAsync(WorkspaceId.Default, profile.Connection, "Werk 3", Cancellation);
        await _store.Connections.RenameAsync(new WorkspaceId(Guid.NewGuid()), profile.Connection, "Stolen", Cancellation);

        (await _store.Connections.FindAsync(WorkspaceId.Default, profile.Connection, Cancellation)).ShouldNotBeNull().Name.ShouldBe("Werk 3");
    }

    [Fact]
    public async Task A_check_that_failed_is_written_down_and_keeps_the_last_known_facts()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);

        await _store.Connections.RecordCheckAsync(WorkspaceId.Default, profile.Connection, ConnectionHealth.Failed, ProblemCode.TokenExpired, null, Cancellation);

        var found = (await _store.Connections.FindAsync(WorkspaceId.Default, profile.Connection, Cancellation)).ShouldNotBeNull();
        found.Health.ShouldBe(ConnectionHealth.Failed);
        found.LastProblem.ShouldBe(ProblemCode.TokenExpired);
        found.CheckedAt.ShouldBe(_time.GetUtcNow());
        found.Facts.AccountName.ShouldBe("Ada Łovelace");
    }

    [Fact]
    public async Task The_end_that_was_entered_with_a_token_comes_with_its_connection_and_is_changed()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        var (day, later) = (new DateOnly(2026, 12, 11), CredentialExpiry.OfDay(new DateOnly(2027, 1, 2)));
        await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it.WithTokenEnd(day), Cancellation);
        var profile = (await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull();
        var connection = await FindAsync(profile.Connection);
        (connection.Expiry, connection.CredentialType).ShouldBe((CredentialExpiry.OfDay(day), CredentialType.Token));

        await _store.Connections.ChangeExpiryAsync(connection with { Expiry = later, Workspace = new WorkspaceId(Guid.NewGuid()) }, Cancellation);
        (await FindAsync(connection.Id)).Expiry.ShouldBe(CredentialExpiry.OfDay(day));
        await _store.Connections.ChangeExpiryAsync(connection with { Expiry = later }, Cancellation);
        (await FindAsync(connection.Id)).Expiry.ShouldBe(later);
        await _store.Connections.ChangeExpiryAsync(connection with { Expiry = null }, Cancellation);
        (await FindAsync(connection.Id)).Expiry.ShouldBeNull();
    }

    [Fact]
    public async Task Connections_without_and_with_a_known_end_are_listed_together()
    {
        await Samples.FinishAsync(_store, Cancellation);
        _time.Advance(TimeSpan.FromSeconds(1));
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation, account: "other");
        var day = new DateOnly(2026, 12, 11);
        await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it.WithTokenEnd(day), Cancellation);
        await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);

        (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).Select(one => one.Expiry).ShouldBe([null, CredentialExpiry.OfDay(day)]);
    }

    [Fact]
    public async Task A_server_that_calls_the_token_expired_tells_its_end_once()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        var told = new CredentialExpiry(_time.GetUtcNow(), ExpirySource.Refusal);

        await _store.Connections.RecordCheckAsync(WorkspaceId.Default, profile.Connection, ConnectionHealth.Failed, ProblemCode.TokenExpired, null, Cancellation);
        _time.Advance(TimeSpan.FromDays(1));
        await _store.Connections.RecordCheckAsync(WorkspaceId.Default, profile.Connection, ConnectionHealth.Failed, ProblemCode.TokenExpired, null, Cancellation);

        (await FindAsync(profile.Connection)).Expiry.ShouldBe(told);
    }

    [Fact]
    public async Task Another_token_has_its_own_end()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        await _store.Connections.RecordCheckAsync(WorkspaceId.Default, profile.Connection, ConnectionHealth.Failed, ProblemCode.TokenExpired, null, Cancellation);
        var connection = await FindAsync(profile.Connection);
        var expiry = CredentialExpiry.OfDay(new DateOnly(2027, 1, 2));

        foreach (var entered in new[] { expiry, null })
        {
            var kept = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);
            (await _store.Connections.ReplaceCredentialAsync(connection with { Credential = kept, Expiry = entered }, connection.Credential, Cancellation)).Succeeded.ShouldBeTrue();
            connection = await FindAsync(profile.Connection);
            connection.Expiry.ShouldBe(entered);
        }
    }

    [Fact]
    public async Task A_check_that_passed_brings_its_facts()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        var facts = Samples.Facts() with { Projects = 99, Warnings = [] };

        await _store.Connections.RecordCheckAsync(WorkspaceId.Default, profile.Connection, ConnectionHealth.Good, null, facts, Cancellation);

        var found = (await _store.Connections.FindAsync(WorkspaceId.Default, profile.Connection, Cancellation)).ShouldNotBeNull();
        found.Health.ShouldBe(ConnectionHealth.Good);
        found.LastProblem.ShouldBeNull();
        found.CheckedAt.ShouldBe(facts.CheckedAt);
        found.Facts.Projects.ShouldBe(99);
    }

    [Fact]
    public async Task Deleting_takes_profiles_drafts_and_credential_and_gives_a_receipt()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation, "Second");
        await Samples.FinishAsync(_store, Cancellation, "First");

        var receipt = (await _store.Connections.DeleteAsync(WorkspaceId.Default, profile.Connection, Cancellation)).ShouldNotBeNull();

        receipt.Name.ShouldBe("Werk 1");
        receipt.Profiles.ShouldBe(["First", "Second"]);
        receipt.CredentialRemoved.ShouldBeTrue();
        foreach (var table in new[] { "connections", "profiles", "credentials", "drafts" })
            _place.Sql($"SELECT id FROM {table}").ShouldBeEmpty(table);
    }

    [Fact]
    public async Task Deleting_what_is_not_there_gives_no_receipt()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);

        (await _store.Connections.DeleteAsync(WorkspaceId.Default, ConnectionId.New(), Cancellation)).ShouldBeNull();
        (await _store.Connections.DeleteAsync(new WorkspaceId(Guid.NewGuid()), profile.Connection, Cancellation)).ShouldBeNull();
        (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_connections_credential_is_not_forgotten_as_pending()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        var connection = (await _store.Connections.FindAsync(WorkspaceId.Default, profile.Connection, Cancellation)).ShouldNotBeNull();

        await _store.Credentials.ForgetPendingAsync(connection.Credential, Cancellation);

        (await _store.Credentials.OpenAsync(connection.Credential, connection.Target, Cancellation)).Value.ShouldNotBeNull();
    }

    public sealed class OnSqlite() : ConnectionStoreTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : ConnectionStoreTests(StoreProvider.PostgreSql);

    private async Task<Connection> FindAsync(ConnectionId id) => (await _store.Connections.FindAsync(WorkspaceId.Default, id, Cancellation)).ShouldNotBeNull();
}
