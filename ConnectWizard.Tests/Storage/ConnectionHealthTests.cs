using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

/// <summary>What checks leave behind: health, its history, and when the next one is due.</summary>
public abstract class ConnectionHealthTests(StoreProvider provider) : StoreContext(provider)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task There_is_a_line_for_each_change_and_none_for_each_check()
    {
        var connection = await ConnectAsync();
        await RecordAsync(connection, new CheckRecord(ConnectionHealth.Good, null, Samples.Facts()));
        await RecordAsync(connection, new CheckRecord(ConnectionHealth.Good, null, Samples.Facts()));
        await RecordAsync(connection, Daily(connection, ProblemCode.TokenRefused) with { Notes = [new HealthNote(HealthChangeKind.Repository, "a/b → a/c")] });

        (await ListAsync(connection)).Select(change => (change.Kind, change.Health, change.Problem, change.Kind == HealthChangeKind.Health ? null : change.Detail)).ShouldBe(
        [
            (HealthChangeKind.Repository, ConnectionHealth.Failed, ProblemCode.TokenRefused, "a/b → a/c"),
            (HealthChangeKind.Health, ConnectionHealth.Failed, ProblemCode.TokenRefused, null),
            (HealthChangeKind.Health, ConnectionHealth.Good, null, null),
            (HealthChangeKind.Health, ConnectionHealth.Warning, ProblemCode.VersionNewer, null),
        ]);
        (await _store.Connections.ListHealthAsync(new WorkspaceId(Guid.NewGuid()), connection.Id, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_names_who_it_was_about_then()
    {
        var connection = await ConnectAsync();
        var (ada, grace) = (Samples.Facts() with { AccountName = "Ada" }, Samples.Facts() with { AccountName = "Grace" + new string('x', 3000) });
        await RecordAsync(connection, new CheckRecord(ConnectionHealth.Warning, ProblemCode.WebhooksNotAllowed, ada));
        await RecordAsync(connection, new CheckRecord(ConnectionHealth.Failed, ProblemCode.NotAMember, grace));

        var (now, changes) = (await FindAsync(connection), await ListAsync(connection));
        SaidOf(changes[1]).ShouldStartWith("Ada may not create webhooks");
        SaidOf(changes[0]).ShouldContain("Grace");
        changes[0].Detail!.Length.ShouldBeLessThan(2500);

        string SaidOf(HealthChange change) => ProblemText.For(StoredProblem.Read(now, change.Problem!.Value, change.Detail)).What;
    }

    [Fact]
    public async Task The_last_hundred_changes_are_kept()
    {
        var connection = await ConnectAsync();
        for (var turn = 0; turn < 105; turn++)
            await RecordAsync(connection, new CheckRecord(turn % 2 == 0 ? ConnectionHealth.Failed : ConnectionHealth.Good, null, null));

        var changes = await ListAsync(connection);
        (changes.Count, changes[0].Health).ShouldBe((100, ConnectionHealth.Failed));
    }

    [Fact]
    public async Task A_check_of_a_credential_that_was_replaced_says_nothing_of_the_new_one()
    {
        var connection = await ConnectAsync();
        await RecordAsync(connection, Daily(connection, ProblemCode.TokenRefused) with { Credential = CredentialId.New() });
        await RecordAsync(connection, Daily(connection, ProblemCode.TokenRefused) with { Credential = CredentialId.New(), Interval = null });

        (await FindAsync(connection)).Health.ShouldBe(ConnectionHealth.Warning);
    }

    [Fact]
    public async Task The_first_check_is_planned_and_taken_once_when_it_is_due()
    {
        var connection = await ConnectAsync();
        (await DueAsync()).ShouldBeEmpty();
        _time.Advance(3 * Hour);

        (await DueAsync()).ShouldBe([connection.Id]);
        (await _store.Connections.TakeDueCheckAsync(connection.Id, Hour, Cancellation)).ShouldNotBeNull().Id.ShouldBe(connection.Id);
        (await _store.Connections.TakeDueCheckAsync(connection.Id, Hour, Cancellation)).ShouldBeNull();
        (await DueAsync()).ShouldBeEmpty();

        // Whoever took it died.
        _time.Advance(Hour);
        (await DueAsync()).ShouldBe([connection.Id]);
    }

    [Fact]
    public async Task The_next_check_follows_after_the_interval_or_sooner_where_there_was_no_answer()
    {
        var connection = await ConnectAsync();
        await RecordAsync(connection, Daily(connection, null));
        await DueAfterAsync(Day - Hour, isDue: false);
        await DueAfterAsync(Hour, isDue: true);

        await RecordAsync(connection, Daily(connection, ProblemCode.Unreachable));
        await DueAfterAsync(Hour, isDue: true);
        await RecordAsync(connection, Daily(connection, ProblemCode.Unreachable));
        await DueAfterAsync(Hour, isDue: false);
        await DueAfterAsync(Hour, isDue: true);
    }

    [Fact]
    public async Task A_paused_check_is_not_due_until_somebody_checks_or_replaces_the_credential()
    {
        var connection = await ConnectAsync();
        await PauseAsync(connection);
        (await FindAsync(connection)).CheckPausedAt.ShouldBe(_time.GetUtcNow());
        (await ListAsync(connection)).ShouldContain(change => change.Kind == HealthChangeKind.Paused);
        await DueAfterAsync(7 * Day, isDue: false);

        await RecordAsync(connection, new CheckRecord(ConnectionHealth.Failed, ProblemCode.TokenRefused, null));
        (await FindAsync(connection)).CheckPausedAt.ShouldBeNull();
        (await DueAsync()).ShouldBeEmpty();
        await DueAfterAsync(3 * Hour, isDue: true);

        await PauseAsync(connection);
        _time.Advance(Hour);
        var stored = await FindAsync(connection) with { CheckedAt = _time.GetUtcNow() };
        var kept = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);
        await _store.Connections.ReplaceCredentialAsync(stored with { Credential = kept, Health = ConnectionHealth.Good, LastProblem = null }, stored.Credential, [], Cancellation);
        (await FindAsync(connection)).CheckPausedAt.ShouldBeNull();
        (await ListAsync(connection))[0].Health.ShouldBe(ConnectionHealth.Good);
    }

    [Fact]
    public async Task A_repository_that_cannot_be_built_is_a_warning_whoever_checks()
    {
        var connection = await ConnectAsync();
        var profile = (await _store.Profiles.ListOfConnectionAsync(connection.Id, Cancellation)).ShouldHaveSingleItem();
        var renamed = profile with { Repository = profile.Repository with { Name = "Flüge", Project = "Luft" }, CloneUrl = new Uri("https://s.example/new"), RepositoryProblem = ProblemCode.RepositoryDisabled };
        await _store.Profiles.ChangeRepositoryAsync(renamed with { Workspace = new WorkspaceId(Guid.NewGuid()) }, Cancellation);
        await _store.Profiles.ChangeRepositoryAsync(renamed, Cancellation);

        (await _store.Profiles.ListOfConnectionAsync(connection.Id, Cancellation)).ShouldHaveSingleItem().ShouldBe(renamed);
        await RecordAsync(connection, new CheckRecord(ConnectionHealth.Good, null, Samples.Facts()));
        var found = await FindAsync(connection);
        (found.Health, found.LastProblem).ShouldBe((ConnectionHealth.Warning, ProblemCode.RepositoryDisabled));
    }

    [Fact]
    public async Task A_token_that_works_has_not_ended_whatever_was_told()
    {
        var connection = await ConnectAsync();
        await RecordAsync(connection, Daily(connection, ProblemCode.TokenExpired));
        (await FindAsync(connection)).Expiry.ShouldNotBeNull().Source.ShouldBe(ExpirySource.Refusal);

        await RecordAsync(connection, Daily(connection, null));
        (await FindAsync(connection)).Expiry.ShouldBeNull();
    }

    private async Task<Connection> ConnectAsync()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        return (await _store.Connections.FindAsync(WorkspaceId.Default, profile.Connection, Cancellation))!;
    }

    private async Task PauseAsync(Connection connection)
    {
        for (var turn = 0; turn < CheckState.MaxRefusals; turn++)
            await RecordAsync(connection, Daily(connection, ProblemCode.TokenRefused));
    }

    private async Task RecordAsync(Connection connection, CheckRecord record)
    {
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var facts = record.Facts is null ? null : record.Facts with { CheckedAt = _time.GetUtcNow() };
        await _store.Connections.RecordCheckAsync(WorkspaceId.Default, connection.Id, record with { Facts = facts }, Cancellation);
    }

    private async Task DueAfterAsync(TimeSpan by, bool isDue)
    {
        _time.Advance(by);
        (await DueAsync()).Count.ShouldBe(isDue ? 1 : 0);
    }

    private Task<IReadOnlyList<ConnectionId>> DueAsync() => _store.Connections.ListDueChecksAsync(_ => 2 * Hour, Cancellation);

    private Task<IReadOnlyList<HealthChange>> ListAsync(Connection connection) => _store.Connections.ListHealthAsync(WorkspaceId.Default, connection.Id, Cancellation);

    private async Task<Connection> FindAsync(Connection connection) => (await _store.Connections.FindAsync(WorkspaceId.Default, connection.Id, Cancellation))!;

    private static CheckRecord Daily(Connection connection, ProblemCode? problem) =>
        new(problem is null ? ConnectionHealth.Good : ConnectionHealth.Failed, problem, problem is null ? Samples.Facts() : null) { Credential = connection.Credential, Interval = Day };

    public sealed class OnSqlite() : ConnectionHealthTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : ConnectionHealthTests(StoreProvider.PostgreSql);
}
