using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Creation;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <inheritdoc />
internal sealed class HookStore(Database database, TimeProvider time) : IHookStore
{
    /// <summary>How long the secret before the last counts once Azure DevOps has the last: its deliveries under way are repeated for three minutes.</summary>
    public static readonly TimeSpan PreviousSecretLifetime = TimeSpan.FromHours(1);

    /// <summary>How often wrong secrets are noted.</summary>
    public static readonly TimeSpan MismatchInterval = TimeSpan.FromMinutes(1);

    private long Now => time.GetUtcNow().ToMilliseconds();

    public async Task<IReadOnlyList<Hook>> ListAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ListHooksAsync(connection), cancellationToken);

    public async Task<Hook?> FindAsync(HookId id, CancellationToken cancellationToken) => (await FindRowAsync(id, cancellationToken))?.ToHook();

    public async Task<ReceivingHook?> FindForDeliveryAsync(HookId id, CancellationToken cancellationToken) =>
        (await FindRowAsync(id, cancellationToken))?.ToReceiving(time.GetUtcNow());

    public Task<IReadOnlyList<Hook>> PlanAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.PlanHooksAsync(connection, time.GetUtcNow()), cancellationToken);

    public Task<IReadOnlyList<Hook>> PlanForAdministratorAsync(DesiredSubscriptions wanted, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.PlanForAdministratorAsync(wanted, time.GetUtcNow()), cancellationToken);

    public Task<IReadOnlyList<Connection>> ListDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var parameters = new
        {
            Now = now.ToMilliseconds(),
            Sent = (now - HookTests.MaxDelay).ToMilliseconds(),
            Created = (now - HookTests.WaitTimeout).ToMilliseconds(),
        };
        return ListConnectionsAsync(HookSql.SelectDue, parameters, cancellationToken);
    }

    public Task<IReadOnlyList<Connection>> ListUncheckedAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        ListConnectionsAsync(HookSql.SelectUnchecked, new { Before = before.ToMilliseconds() }, cancellationToken);

    public Task ExpectSecretAsync(HookId id, string hash, CancellationToken cancellationToken) =>
        WriteAsync(HookSql.ExpectSecret, new { Id = id.Value.ToText(), Hash = hash, Now }, cancellationToken);

    public Task UnsentAsync(HookId id, CancellationToken cancellationToken) =>
        WriteAsync("UPDATE hooks SET sent_at = NULL WHERE id = @Id", new { Id = id.Value.ToText() }, cancellationToken);

    public Task ProvisionedAsync(HookId id, Guid subscription, CancellationToken cancellationToken)
    {
        var until = (time.GetUtcNow() + PreviousSecretLifetime).ToMilliseconds();
        var parameters = new { Id = id.Value.ToText(), Subscription = subscription.ToText(), Until = until, Now };
        return WriteAsync(HookSql.Placed, parameters, cancellationToken);
    }

    public Task FailedAsync(HookId id, ProblemCode problem, string? detail, DateTimeOffset? nextTryAt, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            Id = id.Value.ToText(),
            Problem = problem.ToString(),
            Detail = detail,
            NextTryAt = nextTryAt?.ToMilliseconds(),
        };
        return WriteAsync(HookSql.Failed, parameters, cancellationToken);
    }

    public Task CheckedAsync(HookId id, SubscriptionFinding found, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.RecordFindingAsync(id, found, time.GetUtcNow()), cancellationToken);

    public Task PollFailedAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        WriteAsync(HookSql.MarkPolled, new { Connection = connection.Value.ToText(), Now }, cancellationToken);

    public Task ReviveAsync(HookId id, bool byAdministrator, CancellationToken cancellationToken) =>
        WriteAsync(HookSql.Revive, new { Id = id.Value.ToText(), ByAdministrator = byAdministrator ? 1 : 0 }, cancellationToken);

    public Task ForgetAsync(HookId id, CancellationToken cancellationToken) =>
        WriteAsync(HookSql.Delete, new { Id = id.Value.ToText() }, cancellationToken);

    public Task<IReadOnlyList<Hook>> BeginRemovalAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.BeginRemovalAsync(connection, time.GetUtcNow()), cancellationToken);

    public async Task<bool> IsBeingRemovedAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        const string Select = "SELECT connection_id FROM removals WHERE connection_id = @Connection";
        var parameters = new { Connection = connection.Value.ToText() };
        return await database.ReadAsync(session => session.FindAsync<string>(Select, parameters), cancellationToken) is not null;
    }

    public Task RecordDeliveryAsync(HookId id, Guid? subscription, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var named = subscription is { } value && value != Guid.Empty ? value.ToText() : null;
        return WriteAsync(HookSql.DeliveryReceipt, new { Id = id.Value.ToText(), Subscription = named, At = at.ToMilliseconds() }, cancellationToken);
    }

    public Task SecretMismatchAsync(HookId id, CancellationToken cancellationToken)
    {
        var before = (time.GetUtcNow() - MismatchInterval).ToMilliseconds();
        return WriteAsync(HookSql.Mismatch, new { Id = id.Value.ToText(), Now, Before = before }, cancellationToken);
    }

    private Task<HookRow?> FindRowAsync(HookId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<HookRow>(HookSql.Select, new { Id = id.Value.ToText() }), cancellationToken);

    private async Task<IReadOnlyList<Connection>> ListConnectionsAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<ConnectionRow>(sql, parameters), cancellationToken);
        return [.. rows.Select(row => row.ToConnection())];
    }

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, parameters), cancellationToken);
}
