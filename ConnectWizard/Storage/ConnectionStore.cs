using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

internal sealed class ConnectionStore(Database database, TimeProvider time) : IConnectionStore
{
    /// <summary>The columns of <see cref="Source"/>. An enumeration that is an expression is never null: SQLite takes its type from the first row.</summary>
    public const string Columns =
        """
        connections.id, connections.workspace_id AS workspace, connections.name, connections.target, connections.credential_id AS credential, connections.facts,
        connections.health, connections.last_problem, connections.created_at, connections.checked_at, connections.health_since, connections.check_paused_at, connections.last_event_at,
        COALESCE(credentials.expires_at, accounts.ends_at) AS expires_at, COALESCE(credentials.expiry_source, accounts.expiry_source, 'Entered') AS expiry_source,
        CASE WHEN credentials.account_id IS NULL THEN 'Token' ELSE COALESCE(accounts.identity, 'Person') END AS credential_type,
        (SELECT COUNT(*) FROM connection_removals WHERE connection_removals.connection_id = connections.id) AS is_being_deleted
        """;

    public const string Source =
        """
        connections JOIN credentials ON credentials.id = connections.credential_id LEFT JOIN accounts ON accounts.id = credentials.account_id
        """;

    private const string SelectAll =
        $"SELECT {Columns} FROM {Source} WHERE connections.workspace_id = @Workspace ORDER BY connections.name, connections.created_at, connections.id";

    public const string Select = $"SELECT {Columns} FROM {Source} WHERE connections.workspace_id = @Workspace AND connections.id = @Id";

    private const string SelectExisting =
        $"SELECT {Columns} FROM {Source} WHERE connections.workspace_id = @Workspace AND connections.binding = @Binding AND connections.account_id = @AccountId";

    private const string ChangeTokenExpiry =
        """
        UPDATE credentials SET expires_at = @ExpiresAt, expiry_source = CASE WHEN @ExpiresAt IS NOT NULL THEN @ExpirySource END
        WHERE id = @Credential AND workspace_id = @Workspace AND account_id IS NULL
        """;

    private const string ChangeSecretExpiry =
        """
        UPDATE accounts SET ends_at = @ExpiresAt, expiry_source = CASE WHEN @ExpiresAt IS NOT NULL THEN @ExpirySource END
        WHERE workspace_id = @Workspace AND identity = 'Secret' AND id = (SELECT account_id FROM credentials WHERE id = @Credential AND workspace_id = @Workspace)
        """;

    private const string Rename = "UPDATE connections SET name = @Name WHERE id = @Id AND workspace_id = @Workspace";

    private const string Insert =
        """
        INSERT INTO connections (id, workspace_id, name, target, binding, account_id, credential_id, facts, health, last_problem, created_at, checked_at, health_since)
        VALUES (@Id, @Workspace, @Name, @Target, @Binding, @AccountId, @Credential, @Facts, @Health, @LastProblem, @CreatedAt, @CheckedAt, @CheckedAt)
        """;

    /// <summary>Another credential: its checks begin anew.</summary>
    private const string NewCredential =
        """
        credential_id = @Credential, facts = @Facts, health_since = CASE WHEN health = @Health THEN health_since ELSE @Since END, health = @Health,
        last_problem = @LastProblem, checked_at = @CheckedAt, next_check_at = NULL, check_paused_at = NULL, check_refusals = 0, check_outages = 0
        """;

    private const string Renew =
        $"""
        UPDATE connections SET {NewCredential}
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    private const string Replace =
        $"""
        UPDATE connections SET target = @Target, binding = @Binding, account_id = @AccountId, {NewCredential}
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    private const string CountDependents =
        """
        SELECT (SELECT COUNT(*) FROM hooks WHERE connection_id = @Id AND workspace_id = @Workspace) AS webhooks,
               (SELECT COUNT(*) FROM build_requests WHERE next_attempt_at IS NOT NULL AND profile_id IN (
                   SELECT id FROM profiles WHERE connection_id = @Id AND workspace_id = @Workspace)) AS queued_builds,
               (SELECT COUNT(*) FROM git_tokens WHERE expires_at > @Now AND request_id IN (
                   SELECT id FROM build_requests WHERE profile_id IN (SELECT id FROM profiles WHERE connection_id = @Id AND workspace_id = @Workspace))) AS clone_tokens,
               (SELECT COUNT(*) FROM administrator_links WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > @Now AND profile_id IN (
                   SELECT id FROM profiles WHERE connection_id = @Id AND workspace_id = @Workspace)) AS administrator_links,
               (SELECT COUNT(*) FROM former_credentials WHERE kept_until > @Now AND connection_id = @Id AND workspace_id = @Workspace) AS former_credentials
        """;

    private const string CheckHooks = "UPDATE hooks SET tried_at = NULL WHERE connection_id = @Id AND workspace_id = @Workspace";

    /// <summary>The new credential's daily check says what it can't build.</summary>
    private const string ForgetRepositoryProblems = "UPDATE profiles SET repository_problem = NULL WHERE connection_id = @Id AND workspace_id = @Workspace";

    public const string DeleteCredential = "DELETE FROM credentials WHERE id = @Credential AND workspace_id = @Workspace";

    public Task<IReadOnlyList<Connection>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<Connection>(SelectAll, new { Workspace = workspace }), cancellationToken);

    public Task<Connection?> FindAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<Connection>(Select, new { Workspace = workspace, Id = id }), cancellationToken);

    public Task<Connection?> FindExistingAsync(WorkspaceId workspace, ServerTarget target, string accountId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => FindExistingAsync(session, workspace, target, accountId), cancellationToken);

    public Task<bool> RecordCheckAsync(WorkspaceId workspace, ConnectionId id, CheckRecord record, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.RecordCheckAsync(workspace, id, record, record.Facts?.CheckedAt ?? time.GetUtcNow()), cancellationToken);

    public Task<IReadOnlyList<HealthChange>> ListHealthAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<HealthChange>(HealthRecords.Select, new { Workspace = workspace, Id = id }), cancellationToken);

    public Task<IReadOnlyList<ConnectionId>> ListDueChecksAsync(Func<ConnectionId, TimeSpan> spread, CancellationToken cancellationToken) =>
        DueChecks.ListAsync(database, spread, cancellationToken);

    public Task<Connection?> TakeDueCheckAsync(ConnectionId id, TimeSpan retry, CancellationToken cancellationToken) =>
        database.WriteAsync(session => DueChecks.TakeAsync(session, id, retry), cancellationToken);

    public Task ChangeExpiryAsync(Connection changed, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(ChangeTokenExpiry, changed);
                await session.ExecuteAsync(ChangeSecretExpiry, changed);
            },
            cancellationToken);

    public Task RenameAsync(WorkspaceId workspace, ConnectionId id, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(Rename, new { Workspace = workspace, Id = id, Name = name }), cancellationToken);

    public async Task<ConnectionDependents> CountDependentsAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = workspace, Id = id, Now = time.GetUtcNow() };
        return (await database.ReadAsync(session => session.FindAsync<ConnectionDependents>(CountDependents, parameters), cancellationToken))!;
    }

    public Task<DeletionReceipt?> DeleteAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.FindAsync<Connection>(Select, new { Workspace = workspace, Id = id }) is { } connection
                ? await DeleteAsync(session, connection)
                : null,
            cancellationToken);

    public Task<Result<Connection>> ReplaceCredentialAsync(Connection changed, CredentialId old, IReadOnlyList<RepositoryChoice> repositories, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<Connection>>(
            async session =>
            {
                var now = await session.FindAsync<Connection>(Select, changed);
                if (ConnectionChange.Find(old, now) is { } meanwhile)
                    return meanwhile;
                if (await FindOtherAsync(session, changed) is { } exists)
                    return exists;
                // An account that is removed takes its pending credentials with it.
                if (await session.ExecuteAsync(ProfileStore.TakePending, changed, new { changed.Target.Binding }) == 0)
                    return new Problem(ProblemCode.SignInAgain).With(ProblemText.Variant, ProblemText.Removed);
                await ReplaceAsync(session, now!, changed, repositories, changed.CheckedAt);
                await session.KeepFormerAsync(now!, time.GetUtcNow());
                return changed;
            },
            cancellationToken);

    public Task<FormerCredential?> FindFormerAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindFormerAsync(workspace, id, time.GetUtcNow()), cancellationToken);

    public Task<Result<Connection>> UndoReplacementAsync(WorkspaceId workspace, ConnectionId id, CredentialId current, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<Connection>>(
            async session =>
            {
                var now = await session.FindAsync<Connection>(Select, new { Workspace = workspace, Id = id });
                var former = await session.FindFormerAsync(workspace, id, time.GetUtcNow());
                if (ConnectionChange.Find(former is null ? default : current, now) is { } meanwhile)
                    return meanwhile;
                // Whether it still works is for the next check to say.
                var before = now! with { Credential = former!.Credential, Target = former.Target, Facts = former.Facts, Health = ConnectionHealth.Unknown, LastProblem = null };
                if (await FindOtherAsync(session, before) is { } exists)
                    return exists;
                await ReplaceAsync(session, now, before, [], time.GetUtcNow());
                await session.TakeFormerAsync(workspace, id);
                await session.ExecuteAsync(DeleteCredential, now);
                return before;
            },
            cancellationToken);

    public Task ForgetFormerAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ForgetFormerAsync(workspace, id), cancellationToken);

    public static Task<Connection?> FindExistingAsync(DbSession session, WorkspaceId workspace, ServerTarget target, string accountId) =>
        session.FindAsync<Connection>(SelectExisting, new { Workspace = workspace, target.Binding, AccountId = accountId });

    /// <summary>Stores a connection, or renews the one to the same target by the same account and deletes its older credential.</summary>
    /// <returns>The one that is used, and as it was before; null where it is new.</returns>
    public static async Task<(Connection Used, Connection? Before)> ConnectAsync(DbSession session, Connection connection)
    {
        var existing = await FindExistingAsync(session, connection.Workspace, connection.Target, connection.Facts.AccountId);
        var stored = existing is null ? connection : connection with { Id = existing.Id };
        await session.ExecuteAsync(existing is null ? Insert : Renew, stored, new { stored.Target.Binding, stored.Facts.AccountId, Since = stored.CheckedAt });
        if (existing is not null)
        {
            await session.ForgetFormerAsync(existing.Workspace, existing.Id);
            await session.ExecuteAsync(DeleteCredential, existing);
        }

        var used = (await session.FindAsync<Connection>(Select, stored))!;
        await session.NoteHealthAsync(used, existing, stored.CheckedAt);
        return (used, existing);
    }

    /// <summary>What is sent to Azure DevOps later is sent to the new target, and its webhooks are checked with the new credential.</summary>
    private static async Task ReplaceAsync(DbSession session, Connection now, Connection changed, IReadOnlyList<RepositoryChoice> repositories, DateTimeOffset at)
    {
        await session.ExecuteAsync(Replace, changed, new { changed.Target.Binding, changed.Facts.AccountId, Since = at });
        await session.ExecuteAsync(CheckHooks, changed);
        await session.ExecuteAsync(ForgetRepositoryProblems, changed);
        await session.NoteHealthAsync(changed, now, at);
        if (now.Target != changed.Target)
            await session.RenameRepositoriesAsync(changed, repositories);
    }

    /// <summary>Another connection that has the same target and account already.</summary>
    private static async Task<Problem?> FindOtherAsync(DbSession session, Connection changed)
    {
        if (await FindExistingAsync(session, changed.Workspace, changed.Target, changed.Facts.AccountId) is not { } other || other.Id == changed.Id)
            return null;
        var problem = new Problem(ProblemCode.ConnectionExists).With("name", other.Name).With("account", changed.Facts.AccountName)
            .With("collection", other.Target.Collection).With("host", other.Target.Address.DisplayHost);
        return other.Target.Provider == ProviderKind.Services ? problem.With(ProblemText.Variant, ProblemText.Services) : problem;
    }

    private static async Task<DeletionReceipt?> DeleteAsync(DbSession session, Connection connection)
    {
        const string SelectNames = "SELECT name FROM profiles WHERE connection_id = @Id AND workspace_id = @Workspace ORDER BY name, id";
        var profiles = await session.QueryAsync<string>(SelectNames, connection);
        await session.ForgetFormerAsync(connection.Workspace, connection.Id);
        await session.ExecuteAsync("DELETE FROM profiles WHERE connection_id = @Id AND workspace_id = @Workspace", connection);
        await session.ExecuteAsync("DELETE FROM deliveries WHERE connection_id = @Id AND workspace_id = @Workspace", connection);
        await session.ExecuteAsync("DELETE FROM connections WHERE id = @Id AND workspace_id = @Workspace", connection);
        // An account's tokens are the account's, and stay: only what points to them goes.
        var tokens = await session.ExecuteAsync(DeleteCredential + " AND account_id IS NULL", connection);
        await session.ExecuteAsync(DeleteCredential, connection);
        return new DeletionReceipt(connection.Name, profiles, tokens > 0);
    }
}
