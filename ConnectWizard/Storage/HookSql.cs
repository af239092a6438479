using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Storage;

internal static class HookSql
{
    public const string Select = $"SELECT {Columns} FROM hooks WHERE id = @Id AND workspace_id = @Workspace";

    public const string SelectWithHashes =
        $"SELECT {Columns}, secret_hash AS currentHash, previous_secret_hash AS previousHash, previous_until AS previousUntil FROM hooks WHERE id = @Id";

    public const string SelectOfConnection = $"SELECT {Columns} FROM hooks WHERE workspace_id = @Workspace AND connection_id = @Connection ORDER BY created_at, id";

    public const string SelectOfWorkspace = $"SELECT {Columns} FROM hooks WHERE workspace_id = @Workspace ORDER BY created_at, id";

    public const string Insert =
        """
        INSERT INTO hooks (id, workspace_id, connection_id, project_id, repository_id, repository, kind, by_administrator, state, created_at)
        VALUES (@Id, @Workspace, @Connection, @ProjectId, @RepositoryId, @Repository, @Kind, @ByAdministrator, @State, @CreatedAt)
        """;

    public const string Delete = "DELETE FROM hooks WHERE id = @Id AND workspace_id = @Workspace";

    /// <summary>The subscription stays: it is to be deleted, with whichever credential does it.</summary>
    public const string Remove =
        "UPDATE hooks SET state = 'Removing', problem = NULL, detail = NULL, next_try_at = NULL, attempts = 0 WHERE id = @Id AND workspace_id = @Workspace";

    /// <summary>What is known to be at Azure DevOps is repaired, not created a second time.</summary>
    public const string Plan =
        """
        UPDATE hooks
        SET state = 'Planned', by_administrator = @ByAdministrator, problem = NULL, detail = NULL, next_try_at = NULL, attempts = 0
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    /// <summary>As <see cref="Plan"/>, and an answer that never came is no longer waited for.</summary>
    public const string Revive =
        """
        UPDATE hooks
        SET state = 'Planned', by_administrator = @ByAdministrator, problem = NULL, detail = NULL, next_try_at = NULL, attempts = 0, sent_at = NULL
        WHERE id = @Id AND workspace_id = @Workspace AND state <> 'Removing'
        """;

    public const string ExpectSecret =
        """
        UPDATE hooks
        SET previous_secret_hash = secret_hash, previous_until = NULL, secret_hash = @Hash, sent_at = @Now
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    public const string Provisioned =
        """
        UPDATE hooks
        SET subscription = @Subscription, status = 'enabled', state = CASE WHEN state = 'Removing' THEN state ELSE 'Waiting' END,
            problem = NULL, detail = NULL, previous_until = @Until, checked_at = @Now, mismatch_at = NULL, next_try_at = NULL, attempts = 0
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    public const string Failed =
        """
        UPDATE hooks
        SET problem = @Problem, detail = @Detail, next_try_at = @NextTryAt, attempts = attempts + 1,
            state = CASE WHEN @NextTryAt IS NULL AND state <> 'Removing' THEN 'Broken' ELSE state END
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    public const string Checked =
        """
        UPDATE hooks
        SET subscription = @Subscription, status = @Status, state = @State, problem = @Problem, detail = @Detail, checked_at = @Now
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    public const string RecordDelivery =
        """
        UPDATE hooks
        SET last_delivery_at = @At, subscription = COALESCE(@Subscription, subscription),
            state = CASE WHEN state = 'Removing' THEN state ELSE 'Working' END,
            problem = NULL, detail = NULL, next_try_at = NULL, attempts = 0
        WHERE id = @Id AND (last_delivery_at IS NULL OR last_delivery_at < @At OR state <> 'Working')
        """;

    public const string Mismatch =
        "UPDATE hooks SET mismatch_at = @Now WHERE id = @Id AND (mismatch_at IS NULL OR mismatch_at < @Before)";

    /// <summary>Hooks to create or remove, a lost test, a profile without its hooks, hooks without a profile, an interrupted deletion.</summary>
    public const string SelectDue =
        $"""
        SELECT {ConnectionSql.Columns} FROM connections WHERE id IN (
        SELECT connection_id FROM hooks
        WHERE (next_try_at IS NULL OR next_try_at <= @Now) AND (state = 'Removing' OR by_administrator = 0 AND (
            state = 'Planned' OR state = 'Waiting' AND last_delivery_at IS NULL AND sent_at < @Sent AND created_at > @Created))
        UNION
        SELECT connection_id FROM connection_removals
        UNION
        SELECT profiles.connection_id FROM profiles
        WHERE profiles.trigger_source = 'Webhooks' AND (
            profiles.trigger_push = 1 AND NOT EXISTS (
                SELECT 1 FROM hooks
                WHERE hooks.connection_id = profiles.connection_id AND hooks.repository_id = profiles.repository_id
                    AND hooks.kind = 'Push' AND hooks.state <> 'Removing')
            OR profiles.trigger_pull_request = 1 AND 3 > (
                SELECT COUNT(*) FROM hooks
                WHERE hooks.connection_id = profiles.connection_id AND hooks.repository_id = profiles.repository_id
                    AND hooks.kind <> 'Push' AND hooks.state <> 'Removing'))
        UNION
        SELECT connection_id FROM hooks
        WHERE state <> 'Removing' AND NOT EXISTS (
            SELECT 1 FROM profiles
            WHERE profiles.connection_id = hooks.connection_id AND profiles.repository_id = hooks.repository_id
                AND profiles.trigger_source IN ('Webhooks', 'Administrator')
                AND (hooks.kind = 'Push' AND profiles.trigger_push = 1 OR hooks.kind <> 'Push' AND profiles.trigger_pull_request = 1)))
        ORDER BY id
        """;

    public const string SelectUnchecked =
        $"""
        SELECT {ConnectionSql.Columns} FROM connections WHERE id IN (
            SELECT connection_id FROM hooks
            WHERE state IN ('Waiting', 'Working', 'Broken') AND sent_at IS NOT NULL
                AND (checked_at IS NULL OR checked_at < @Before OR mismatch_at > checked_at))
        ORDER BY id
        """;

    public const string MarkChecked = "UPDATE hooks SET checked_at = @Now WHERE workspace_id = @Workspace AND connection_id = @Connection";

    public const string InsertRemoval =
        "INSERT INTO connection_removals (connection_id, started_at) SELECT id, @Now FROM connections WHERE id = @Connection AND workspace_id = @Workspace ON CONFLICT (connection_id) DO NOTHING";

    private const string Columns =
        "id, workspace_id AS workspace, connection_id AS connection, project_id, repository_id, repository, kind, by_administrator, subscription, state, "
        + "problem, detail, created_at, sent_at, checked_at, last_delivery_at, mismatch_at, next_try_at, attempts";

    public static Task<IReadOnlyList<Hook>> ListHooksAsync(this DbSession session, WorkspaceId workspace, ConnectionId connection) =>
        session.QueryAsync<Hook>(SelectOfConnection, new { Workspace = workspace, Connection = connection });
}
