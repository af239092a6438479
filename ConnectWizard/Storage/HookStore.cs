using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Creation;

namespace ConnectWizard.Storage;

internal sealed class HookStore(Database database, TimeProvider time) : IHookStore
{
    /// <summary>How long the previous secret counts once Azure DevOps has the new one: it repeats deliveries for three minutes.</summary>
    public static readonly TimeSpan PreviousSecretLifetime = TimeSpan.FromHours(1);

    public static readonly TimeSpan MismatchInterval = TimeSpan.FromMinutes(1);

    private DateTimeOffset Now => time.GetUtcNow();

    public Task<IReadOnlyList<Hook>> ListAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.ListHooksAsync(workspace, connection), cancellationToken);

    public Task<IReadOnlyList<Hook>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<Hook>(HookSql.SelectOfWorkspace, new { Workspace = workspace }), cancellationToken);

    public Task<Hook?> FindAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<Hook>(HookSql.Select, new { Workspace = workspace, Id = id }), cancellationToken);

    public async Task<ReceivingHook?> FindForDeliveryAsync(HookId id, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            session => session.QueryAsync<Hook, DeliveryHashes?, ReceivingHook>(HookSql.SelectWithHashes, new { Id = id }, ToReceiving, "currentHash"),
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
        return ListConnectionsAsync(HookSql.SelectDue, parameters, cancellationToken);
    }

    public Task<IReadOnlyList<Connection>> ListUncheckedAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        ListConnectionsAsync(HookSql.SelectUnchecked, new { Before = before }, cancellationToken);

    public Task ExpectSecretAsync(WorkspaceId workspace, HookId id, string hash, CancellationToken cancellationToken) =>
        WriteAsync(HookSql.ExpectSecret, new { Workspace = workspace, Id = id, Hash = hash, Now }, cancellationToken);

    public Task UnsentAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken) =>
        WriteAsync("UPDATE hooks SET sent_at = NULL WHERE id = @Id AND workspace_id = @Workspace", new { Workspace = workspace, Id = id }, cancellationToken);

    public Task ProvisionedAsync(WorkspaceId workspace, HookId id, Guid subscription, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = workspace, Id = id, Subscription = subscription, Until = Now + PreviousSecretLifetime, Now };
        return WriteAsync(HookSql.Provisioned, parameters, cancellationToken);
    }

    public Task FailedAsync(WorkspaceId workspace, HookId id, ProblemCode problem, string? detail, DateTimeOffset? nextTryAt, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = workspace, Id = id, Problem = problem, Detail = detail, NextTryAt = nextTryAt };
        return WriteAsync(HookSql.Failed, parameters, cancellationToken);
    }

    public Task CheckedAsync(WorkspaceId workspace, HookId id, SubscriptionFinding found, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.RecordFindingAsync(workspace, id, found, time.GetUtcNow()), cancellationToken);

    public Task CheckFailedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        WriteAsync(HookSql.MarkChecked, new { Workspace = workspace, Connection = connection, Now }, cancellationToken);

    public Task ReviveAsync(WorkspaceId workspace, HookId id, bool byAdministrator, CancellationToken cancellationToken) =>
        WriteAsync(HookSql.Revive, new { Workspace = workspace, Id = id, ByAdministrator = byAdministrator }, cancellationToken);

    public Task ForgetAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken) =>
        WriteAsync(HookSql.Delete, new { Workspace = workspace, Id = id }, cancellationToken);

    public Task<IReadOnlyList<Hook>> BeginRemovalAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.BeginRemovalAsync(workspace, connection, time.GetUtcNow()), cancellationToken);

    public async Task<bool> IsBeingRemovedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken)
    {
        const string Select = "SELECT id FROM connections WHERE id = @Connection AND workspace_id = @Workspace AND id IN (SELECT connection_id FROM connection_removals)";
        var parameters = new { Workspace = workspace, Connection = connection };
        return await database.ReadAsync(session => session.FindAsync<string>(Select, parameters), cancellationToken) is not null;
    }

    public Task RecordDeliveryAsync(HookId id, Guid? subscription, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var named = subscription == Guid.Empty ? null : subscription;
        return WriteAsync(HookSql.RecordDelivery, new { Id = id, Subscription = named, At = at }, cancellationToken);
    }

    public Task SecretMismatchAsync(HookId id, CancellationToken cancellationToken) =>
        WriteAsync(HookSql.Mismatch, new { Id = id, Now, Before = Now - MismatchInterval }, cancellationToken);

    private ReceivingHook ToReceiving(Hook hook, DeliveryHashes? hashes) =>
        new(hook, hashes?.CurrentHash, hashes?.PreviousUntil <= Now ? null : hashes?.PreviousHash);

    private Task<IReadOnlyList<Connection>> ListConnectionsAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<Connection>(sql, parameters), cancellationToken);

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, parameters), cancellationToken);

    private sealed record DeliveryHashes(string? CurrentHash, string? PreviousHash, DateTimeOffset? PreviousUntil);
}
