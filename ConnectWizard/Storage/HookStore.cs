using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Creation;

namespace ConnectWizard.Storage;

internal sealed class HookStore(Database database, TimeProvider time) : IHookStore
{
    public const string Select = $"SELECT {Columns} FROM hooks WHERE id = @Id AND workspace_id = @Workspace";

    private const string SelectWithHashes =
        $"SELECT {Columns}, {HookSecrets.Columns} FROM hooks WHERE id = @Id";

    private const string SelectOfConnection = $"SELECT {Columns} FROM hooks WHERE workspace_id = @Workspace AND connection_id = @Connection ORDER BY created_at, id";
    private const string SelectOfProfiles =
        $"""
        SELECT {Columns} FROM hooks
        WHERE workspace_id = @Workspace AND (connection_id, repository_id) IN (SELECT connection_id, repository_id FROM profiles WHERE id IN @Profiles)
        ORDER BY created_at, id
        """;

    private const string SelectBroken =
        $"SELECT {Columns} FROM hooks WHERE workspace_id = @Workspace AND (state = 'Broken' OR state = 'Planned' AND problem = 'WebhookTargetLocal') ORDER BY created_at, id";

    public const string Delete = "DELETE FROM hooks WHERE id = @Id AND workspace_id = @Workspace";

    /// <summary>Planned again, and an answer that never came is no longer waited for.</summary>
    private const string Revive =
        """
        UPDATE hooks
        SET state = 'Planned', by_administrator = @ByAdministrator, problem = NULL, detail = NULL, next_try_at = NULL, attempts = 0, sent_at = NULL
        WHERE id = @Id AND workspace_id = @Workspace AND state <> 'Removing'
        """;

    private const string Provisioned =
        """
        UPDATE hooks
        SET subscription = @Subscription, status = 'enabled', state = CASE WHEN state = 'Removing' THEN state ELSE 'Waiting' END,
            problem = NULL, detail = NULL, older_secrets_until = @Until, checked_at = @Now, tried_at = @Now, mismatch_at = NULL, next_try_at = NULL, attempts = 0
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    private const string Failed =
        """
        UPDATE hooks
        SET problem = @Problem, detail = @Detail, next_try_at = @NextTryAt, attempts = attempts + 1,
            state = CASE WHEN @NextTryAt IS NULL AND state <> 'Removing' THEN 'Broken' ELSE state END
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    private const string RecordDelivery =
        """
        UPDATE hooks
        SET last_delivery_at = @At, subscription = COALESCE(@Subscription, subscription),
            state = CASE WHEN state = 'Removing' THEN state ELSE 'Working' END,
            problem = NULL, detail = NULL, awaits_event = 0, next_try_at = NULL, attempts = 0
        WHERE id = @Id AND (@IsEvent = 1 OR awaits_event = 0) AND (last_delivery_at IS NULL OR last_delivery_at < @At OR state <> 'Working')
        """;

    /// <summary>A test of a hook that awaits an event only arrived.</summary>
    private const string RecordTest = "UPDATE hooks SET last_delivery_at = @At WHERE id = @Id AND awaits_event = 1";

    /// <summary>Checked again at once: the subscription's inputs may say why.</summary>
    private const string RecordUnreadable =
        """
        UPDATE hooks
        SET last_delivery_at = @At, awaits_event = 1, state = 'Broken', problem = 'WebhookUnreadable', detail = NULL, tried_at = NULL
        WHERE id = @Id AND state IN ('Waiting', 'Working')
        """;

    private const string Missed =
        """
        UPDATE hooks SET missed_at = @Now
        WHERE workspace_id = @Workspace AND connection_id = @Connection AND repository_id = @Repository AND kind = @Kind AND state = 'Working'
        """;

    private const string Mismatch =
        "UPDATE hooks SET mismatch_at = @Now WHERE id = @Id AND (mismatch_at IS NULL OR mismatch_at < @Before)";

    /// <summary>Hooks to create or remove, a lost test, a profile without its hooks, hooks without a profile, an interrupted deletion.</summary>
    private const string SelectDue =
        $"""
        SELECT {ConnectionStore.Columns} FROM {ConnectionStore.Source} WHERE connections.id IN (
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
        ORDER BY connections.id
        """;

    private const string SelectUnchecked =
        $"""
        SELECT {ConnectionStore.Columns} FROM {ConnectionStore.Source} WHERE connections.id IN (
            SELECT connection_id FROM hooks
            WHERE state IN ('Waiting', 'Working', 'Broken') AND sent_at IS NOT NULL
                AND (tried_at IS NULL OR tried_at < @Before OR mismatch_at > tried_at))
        ORDER BY connections.id
        """;

    private const string MarkTried = "UPDATE hooks SET tried_at = @Now WHERE workspace_id = @Workspace AND connection_id = @Connection";

    private const string Columns =
        "id, workspace_id AS workspace, connection_id AS connection, project_id, repository_id, repository, kind, by_administrator, subscription, state, "
        + "problem, detail, created_at, sent_at, checked_at, tried_at, last_delivery_at, awaits_event, missed_at, mismatch_at, next_try_at, attempts";

    /// <summary>How long older secrets count once Azure DevOps has the new one: it repeats deliveries for three minutes.</summary>
    public static readonly TimeSpan OlderSecretLifetime = TimeSpan.FromHours(1);

    public static readonly TimeSpan MismatchInterval = TimeSpan.FromMinutes(1);

    private DateTimeOffset Now => time.GetUtcNow();

    public Task<IReadOnlyList<Hook>> ListAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ListHooksAsync(session, workspace, connection), cancellationToken);

    public Task<IReadOnlyList<Hook>> ListAsync(WorkspaceId workspace, IReadOnlyList<BuildProfile> profiles, CancellationToken cancellationToken) => profiles.Count == 0
        ? Task.FromResult<IReadOnlyList<Hook>>([])
        : database.ReadAsync(
            session => session.QueryAsync<Hook>(SelectOfProfiles, new { Workspace = workspace, Profiles = profiles.Select(profile => profile.Id) }), cancellationToken);

    public Task<IReadOnlyList<Hook>> ListBrokenAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<Hook>(SelectBroken, new { Workspace = workspace }), cancellationToken);

    public Task<Hook?> FindAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<Hook>(Select, new { Workspace = workspace, Id = id }), cancellationToken);

    public async Task<ReceivingHook?> FindForDeliveryAsync(HookId id, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            session => session.QueryAsync<Hook, HookSecrets, ReceivingHook>(SelectWithHashes, new { Id = id }, (hook, secrets) => new ReceivingHook(hook, secrets.At(Now)), "hashes"),
            cancellationToken);
        return found.SingleOrDefault();
    }

    public Task<IReadOnlyList<Hook>> PlanAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.PlanHooksAsync(workspace, connection, time.GetUtcNow()), cancellationToken);

    public Task<IReadOnlyList<Hook>> PlanForAdministratorAsync(DesiredSubscriptions wanted, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.PlanForAdministratorAsync(wanted, time.GetUtcNow()), cancellationToken);

    public Task<IReadOnlyList<Connection>> ListDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var parameters = new
        {
            Now = now,
            Sent = now - TestNotifications.MaxDelay,
            Created = now - TestNotifications.WaitTimeout,
        };
        return ListConnectionsAsync(SelectDue, parameters, cancellationToken);
    }

    public Task<IReadOnlyList<Connection>> ListUncheckedAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        ListConnectionsAsync(SelectUnchecked, new { Before = before }, cancellationToken);

    public Task ExpectSecretAsync(WorkspaceId workspace, HookId id, string hash, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExpectSecretAsync(workspace, id, hash, Now), cancellationToken);

    public Task UnsentAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken) =>
        WriteAsync("UPDATE hooks SET sent_at = NULL WHERE id = @Id AND workspace_id = @Workspace", new { Workspace = workspace, Id = id }, cancellationToken);

    public Task ProvisionedAsync(WorkspaceId workspace, HookId id, Guid subscription, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = workspace, Id = id, Subscription = subscription, Until = Now + OlderSecretLifetime, Now };
        return WriteAsync(Provisioned, parameters, cancellationToken);
    }

    public Task FailedAsync(WorkspaceId workspace, HookId id, ProblemCode problem, string? detail, DateTimeOffset? nextTryAt, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = workspace, Id = id, Problem = problem, Detail = detail, NextTryAt = nextTryAt };
        return WriteAsync(Failed, parameters, cancellationToken);
    }

    public Task CheckedAsync(WorkspaceId workspace, HookId id, SubscriptionFinding found, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.RecordFindingAsync(workspace, id, found, time.GetUtcNow()), cancellationToken);

    public Task CheckFailedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        WriteAsync(MarkTried, new { Workspace = workspace, Connection = connection, Now }, cancellationToken);

    public Task ReviveAsync(WorkspaceId workspace, HookId id, bool byAdministrator, CancellationToken cancellationToken) =>
        WriteAsync(Revive, new { Workspace = workspace, Id = id, ByAdministrator = byAdministrator }, cancellationToken);

    public Task ForgetAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken) =>
        WriteAsync(Delete, new { Workspace = workspace, Id = id }, cancellationToken);

    public Task<IReadOnlyList<Hook>> BeginRemovalAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.BeginRemovalAsync(workspace, connection, time.GetUtcNow()), cancellationToken);

    public async Task<bool> IsBeingRemovedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken)
    {
        const string SelectRemoval = "SELECT id FROM connections WHERE id = @Connection AND workspace_id = @Workspace AND id IN (SELECT connection_id FROM connection_removals)";
        var parameters = new { Workspace = workspace, Connection = connection };
        return await database.ReadAsync(session => session.FindAsync<string>(SelectRemoval, parameters), cancellationToken) is not null;
    }

    public Task RecordDeliveryAsync(HookId id, Guid? subscription, DeliveryKind kind, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var named = subscription == Guid.Empty ? null : subscription;
        var parameters = new { Id = id, Subscription = named, At = at, IsEvent = kind == DeliveryKind.Event };
        return database.WriteAsync(
            async session => kind switch
            {
                DeliveryKind.Unreadable => await session.ExecuteAsync(RecordUnreadable, parameters),
                DeliveryKind.Event => await session.ExecuteAsync(RecordDelivery, parameters),
                DeliveryKind.Test => await session.ExecuteAsync(RecordTest, parameters) + await session.ExecuteAsync(RecordDelivery, parameters),
            },
            cancellationToken);
    }

    public Task EventMissedAsync(WorkspaceId workspace, ConnectionId connection, Guid repository, HookKind kind, CancellationToken cancellationToken) =>
        WriteAsync(Missed, new { Workspace = workspace, Connection = connection, Repository = repository, Kind = kind, Now }, cancellationToken);

    public Task SecretMismatchAsync(HookId id, CancellationToken cancellationToken) =>
        WriteAsync(Mismatch, new { Id = id, Now, Before = Now - MismatchInterval }, cancellationToken);

    public static Task<IReadOnlyList<Hook>> ListHooksAsync(DbSession session, WorkspaceId workspace, ConnectionId connection) =>
        session.QueryAsync<Hook>(SelectOfConnection, new { Workspace = workspace, Connection = connection });

    private Task<IReadOnlyList<Connection>> ListConnectionsAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<Connection>(sql, parameters), cancellationToken);

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, parameters), cancellationToken);
}
