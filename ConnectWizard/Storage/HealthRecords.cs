using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.Storage;

/// <summary>Records what checks find, each within its caller's transaction.</summary>
internal static class HealthRecords
{
    /// <summary>Of a connection: the last changes.</summary>
    public const int MaxChanges = 100;

    public const string Select =
        """
        SELECT changes.at, changes.kind, changes.health, changes.problem, changes.detail
        FROM connection_health changes JOIN connections ON connections.id = changes.connection_id
        WHERE connections.workspace_id = @Workspace AND connections.id = @Id ORDER BY changes.at DESC, changes.id DESC
        """;

    private const string SelectState =
        """
        SELECT credential_id AS credential, next_check_at, health, last_problem, health_since, check_refusals, check_outages, check_paused_at
        FROM connections WHERE id = @Id AND workspace_id = @Workspace
        """;

    private const string SelectRepositoryProblem =
        "SELECT MIN(repository_problem) FROM profiles WHERE connection_id = @Id AND workspace_id = @Workspace AND repository_problem IS NOT NULL";

    private const string Update =
        """
        UPDATE connections
        SET health = @Health, last_problem = @LastProblem, health_since = @HealthSince, facts = COALESCE(@Facts, facts), checked_at = @CheckedAt,
            next_check_at = @NextCheckAt, check_paused_at = @CheckPausedAt, check_refusals = @CheckRefusals, check_outages = @CheckOutages
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    /// <summary>The token has ended by now; an end that was known before stays.</summary>
    private const string EndToken =
        """
        UPDATE credentials SET expires_at = @CheckedAt, expiry_source = 'Refusal'
        WHERE id = @Credential AND workspace_id = @Workspace AND account_id IS NULL AND (expires_at IS NULL OR expires_at > @CheckedAt)
        """;

    /// <summary>A token that works has not ended, whatever was told before.</summary>
    private const string ForgetEnd =
        "UPDATE credentials SET expires_at = NULL, expiry_source = NULL WHERE id = @Credential AND workspace_id = @Workspace AND expiry_source = 'Refusal'";

    private const string Insert =
        """
        INSERT INTO connection_health (id, connection_id, at, kind, health, problem, detail)
        VALUES (@RowId, @Id, @At, @Kind, @Health, @LastProblem, @Detail)
        """;

    private const string Prune =
        """
        DELETE FROM connection_health WHERE connection_id = @Id AND id NOT IN (
            SELECT id FROM connection_health WHERE connection_id = @Id ORDER BY at DESC, id DESC LIMIT @MaxChanges)
        """;

    private static readonly BackOff OutageBackOff = new(TimeSpan.FromHours(1), TimeSpan.FromDays(1));

    public static async Task<bool> RecordCheckAsync(this DbSession session, WorkspaceId workspace, ConnectionId id, CheckRecord record, DateTimeOffset now)
    {
        var key = new { Workspace = workspace, Id = id };
        if (await session.FindAsync<StoredState>(SelectState, key) is not { } stored || (record.Credential is { } credential && credential != stored.Credential))
            return false;
        var after = stored.After(await WithRepositoriesAsync(session, record, key), now);
        var next = new { record.Facts, CheckedAt = now, NextCheckAt = await FindNextAsync(session, stored, record, after), stored.Credential };
        await session.ExecuteAsync(Update, after, key, next);
        if (record.Problem == ProblemCode.TokenExpired)
            await session.ExecuteAsync(EndToken, key, next);
        else if (record.Facts is not null)
            await session.ExecuteAsync(ForgetEnd, key, next);

        var connection = (await session.FindAsync<Connection>(ConnectionStore.Select, key))!;
        HealthNote[] changes = [.. ChangesOf(stored, after, connection), .. record.Notes];
        // A millisecond apart, so that they stay in their order.
        foreach (var (place, change) in changes.Index())
            await NoteAsync(session, id, after, change, now.AddMilliseconds(place));
        await session.ExecuteAsync(Prune, new { Id = id, MaxChanges });
        return changes.Length > 0;
    }

    private static IEnumerable<HealthNote> ChangesOf(CheckState before, CheckState after, Connection connection)
    {
        if (after.Health != before.Health || after.LastProblem != before.LastProblem)
            yield return HealthNoteOf(connection);
        if (after.CheckPausedAt is not null && before.CheckPausedAt is null)
            yield return new HealthNote(HealthChangeKind.Paused, Detail: null);
    }

    /// <summary>A connection was made, or has another credential.</summary>
    public static async Task NoteHealthAsync(this DbSession session, Connection connection, Connection? before, DateTimeOffset at)
    {
        if (before is null || connection.Health != before.Health || connection.LastProblem != before.LastProblem)
            await NoteAsync(session, connection.Id, new CheckState { Health = connection.Health, LastProblem = connection.LastProblem }, HealthNoteOf(connection), at);
    }

    private static HealthNote HealthNoteOf(Connection connection) =>
        new(HealthChangeKind.Health, connection.LastProblem is { } problem ? StoredProblem.ArgumentsOf(connection, problem) : null);

    /// <summary>A good connection with a repository that can't be built needs somebody, whoever checks it.</summary>
    private static async Task<CheckRecord> WithRepositoriesAsync(DbSession session, CheckRecord record, object key) =>
        record.Health == ConnectionHealth.Good && await session.FindAsync<string>(SelectRepositoryProblem, key) is { } problem
            ? record with { Health = ConnectionHealth.Warning, Problem = Enum.Parse<ProblemCode>(problem) }
            : record;

    /// <summary>A check that a person resumed is planned again; another one of a person's changes nothing about the daily one.</summary>
    private static async Task<DateTimeOffset?> FindNextAsync(DbSession session, StoredState stored, CheckRecord record, CheckState after)
    {
        if (record.Interval is not { } interval)
            return stored.CheckPausedAt is null ? stored.NextCheckAt : null;
        var wait = after.CheckOutages > 0 ? OutageBackOff.After(after.CheckOutages) : interval;
        return await session.NowAsync() + (wait < interval ? wait : interval);
    }

    private static Task<int> NoteAsync(DbSession session, ConnectionId id, CheckState state, HealthNote change, DateTimeOffset at) =>
        session.ExecuteAsync(Insert, state, change, new { RowId = Guid.CreateVersion7(), Id = id, At = at });

    private sealed record StoredState : CheckState
    {
        public CredentialId Credential { get; init; }
        public DateTimeOffset? NextCheckAt { get; init; }
    }
}
