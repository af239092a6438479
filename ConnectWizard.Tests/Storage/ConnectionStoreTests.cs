using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.DependencyInjection;
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
        var connection = Samples.Connection(draft.Credential!.Value) with { Id = profile.Connection, CreatedAt = _time.GetUtcNow(), HealthSince = Samples.Facts().CheckedAt };

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
            (await _store.Connections.ReplaceCredentialAsync(connection with { Credential = kept, Expiry = entered }, connection.Credential, [], Cancellation)).Succeeded.ShouldBeTrue();
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
    public async Task What_names_a_deleted_connection_or_its_profiles_is_left_in_no_table()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        var old = (await _store.Connections.FindAsync(WorkspaceId.Default, profile.Connection, Cancellation)).ShouldNotBeNull();
        var changed = old with { Credential = await _store.Credentials.KeepPendingAsync(Samples.Token(), old.Target, Cancellation) };
        await _store.Connections.ReplaceCredentialAsync(changed, old.Credential, [], Cancellation);
        var hook = (await _store.Services.GetRequiredService<IHookStore>().PlanAsync(profile.Connection, Cancellation))[0];
        var request = Guid.NewGuid();
        Fill(profile, hook, request);
        string[] ids = [.. new[] { profile.Connection.Value, profile.Id.Value, old.Credential.Value, changed.Credential.Value, hook.Id.Value, request }.Select(id => id.ToString("D"))];
        TablesThatName(ids).ShouldBe([.. _place.TablesWith("connection_id", "profile_id", "hook_id", "request_id").Where(table => table != "accounts" && !IsAudit(table)), "connections", "credentials"], ignoreOrder: true);
        (await _store.Connections.CountDependentsAsync(WorkspaceId.Default, profile.Connection, Cancellation)).ShouldBe(
            new ConnectionDependents { Webhooks = 1, QueuedBuilds = 1, CloneTokens = 1, AdministratorLinks = 1, FormerCredentials = 1 });
        (await _store.Connections.CountDependentsAsync(new WorkspaceId(Guid.NewGuid()), profile.Connection, Cancellation)).ShouldBe(
            new ConnectionDependents { Webhooks = 0, QueuedBuilds = 0, CloneTokens = 0, AdministratorLinks = 0, FormerCredentials = 0 });

        await _store.Connections.DeleteAsync(WorkspaceId.Default, profile.Connection, Cancellation);

        TablesThatName(ids).ShouldBeEmpty();
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

    private List<string> TablesThatName(string[] ids) =>
        [.. _place.Rows().Where(row => ids.Any(id => row.Contains(id, StringComparison.Ordinal))).Select(row => row.Split('|')[0]).Where(table => !IsAudit(table)).Distinct(StringComparer.Ordinal)];

    /// <summary>The audit trail tells what was there, and does nothing.</summary>
    private static bool IsAudit(string table) => table.StartsWith("audit", StringComparison.Ordinal);

    /// <summary>Everything that a connection and a profile can have beside what the stores have written by now.</summary>
    private void Fill(BuildProfile profile, Hook hook, Guid request)
    {
        var (far, workspace, nobody) = (_time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(), profile.Workspace.Value, Guid.NewGuid());
        string[] statements =
        [
            $"INSERT INTO connection_removals (connection_id, started_at) VALUES ('{profile.Connection}', 1)",
            $"""
            INSERT INTO deliveries (id, workspace_id, hook_id, event_id, connection_id, repository_id, event, received_at)
            VALUES ('{nobody}', '{workspace}', '{hook.Id}', '{nobody}', '{profile.Connection}', '{profile.Repository.Id}', '', 1)
            """,
            $"""
            INSERT INTO administrator_links (id, workspace_id, profile_id, secret_hash, created_at, expires_at, attempts)
            VALUES ('{nobody}', '{workspace}', '{profile.Id}', 'hash', 1, {far}, 0)
            """,
            $"""
            INSERT INTO build_requests (id, workspace_id, profile_id, dedupe_key, cause, ref, commit_id, state, attempts, next_attempt_at, created_at)
            VALUES ('{request}', '{workspace}', '{profile.Id}', 'key', 'Push', 'refs/heads/main', '{new string('1', 40)}', 'Queued', 0, 0, 1)
            """,
            $"INSERT INTO build_keys (profile_id, dedupe_key, created_at) VALUES ('{profile.Id}', 'key', 1)",
            $"INSERT INTO git_tokens (hash, request_id, expires_at) VALUES ('hash', '{request}', {far})",
            $"INSERT INTO profile_events (id, profile_id, at, kind, title) VALUES ('{nobody}', '{profile.Id}', 1, 'git.push', 'Land')",
            $"INSERT INTO ref_heads (profile_id, ref, commit_id) VALUES ('{profile.Id}', 'refs/heads/main', '{new string('1', 40)}')",
            $"INSERT INTO polls (profile_id, polled_at) VALUES ('{profile.Id}', 1)",
            $"INSERT INTO notification_recipients (id, workspace_id, connection_id, address, added_at) VALUES ('{nobody}', '{workspace}', '{profile.Connection}', 'ada@spacetech.example', 1)",
            $"INSERT INTO notification_topics (connection_id, topic, profile_id, is_open, level, notified_at) VALUES ('{profile.Connection}', 'webhooks', '{profile.Id}', 1, 0, 1)",
            $"""
            INSERT INTO notifications (id, workspace_id, connection_id, kind, channel, state, attempts, created_at)
            VALUES ('{nobody}', '{workspace}', '{profile.Connection}', 'Test', 'Mail', 'Queued', 0, 1)
            """,
        ];
        foreach (var statement in statements)
            _place.Sql(statement);
    }

    public sealed class OnSqlite() : ConnectionStoreTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : ConnectionStoreTests(StoreProvider.PostgreSql);

    private async Task<Connection> FindAsync(ConnectionId id) => (await _store.Connections.FindAsync(WorkspaceId.Default, id, Cancellation)).ShouldNotBeNull();
}
