using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks.Creation;
using ConnectWizard.ServiceHooks.Health;
using ConnectWizard.ServiceHooks.Removal;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks;

/// <summary>Creates hooks, retries, finishes removals and checks health; one node at a time for each connection.</summary>
internal sealed class HookWorker(
    IHookStore store,
    IConnectionStore connections,
    SubscriptionSync sync,
    SubscriptionHealthCheck health,
    SubscriptionDeleter deleter,
    WorkerLoop<HookWorker> loop,
    ChangeLog changes,
    IPublicEndpoint address,
    TimeProvider time,
    ILogger<HookWorker> logger) : BackgroundService
{
    /// <summary>Up to half as long again, so that nodes that start together spread out.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan HealthCheckInterval = TimeSpan.FromMinutes(5);
    private readonly KeyedWorkQueue<ConnectionId> _queue = new(loop.Signal, (connection, failure) => WebhooksLog.WorkFailed(logger.ExceptOutage(failure), connection.Value, failure));

    public async Task StartProvisioningAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in await store.ListDueAsync(cancellationToken))
            _queue.Start(connection.Id, cancellation => TryRunAsync(connection, cancellation), cancellationToken);

        // Without waiting: whoever holds the lease does the same.
        Task TryRunAsync(Connection connection, CancellationToken cancellation) =>
            sync.TryRunAsync(connection, TimeSpan.Zero, (client, token) => ProvisionAsync(connection, client, token), cancellation);
    }

    public async Task StartHealthChecksAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in await store.ListUncheckedAsync(time.GetUtcNow() - HealthCheckInterval, cancellationToken))
            _queue.Start(connection.Id, cancellation => health.TryRunAsync(connection, TimeSpan.Zero, cancellation), cancellationToken);
    }

    public Task WaitUntilIdleAsync() => _queue.WaitUntilIdleAsync();

    public override void Dispose()
    {
        _queue.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await address.UntilListeningAsync(stoppingToken);
        try
        {
            await loop.RunAsync(StartDueAsync, MaxWait, failure => WebhooksLog.StoreFailed(logger.ExceptOutage(failure), failure), stoppingToken);
        }
        finally
        {
            await WaitUntilIdleAsync();
        }
    }

    private static TimeSpan MaxWait() => Interval * (1 + (Random.Shared.NextDouble() / 2));

    private async Task StartDueAsync(CancellationToken cancellationToken)
    {
        await StartProvisioningAsync(cancellationToken);
        await StartHealthChecksAsync(cancellationToken);
    }

    private async Task ProvisionAsync(Connection connection, Result<SubscriptionClient> client, CancellationToken cancellationToken)
    {
        if (await store.IsBeingRemovedAsync(connection.Workspace, connection.Id, cancellationToken))
        {
            await RemoveAsync(connection, client, cancellationToken);
            return;
        }

        await sync.ProvisionAsync(connection, client, cancellationToken);
        var hooks = await store.ListAsync(connection.Workspace, connection.Id, cancellationToken);
        await deleter.RetryAsync(client, hooks, cancellationToken);
    }

    /// <summary>Finishes a deletion that was interrupted; there is nobody left to show a receipt to, so the log and the audit trail have it.</summary>
    private async Task RemoveAsync(Connection connection, Result<SubscriptionClient> client, CancellationToken cancellationToken)
    {
        var hooks = await store.ListAsync(connection.Workspace, connection.Id, cancellationToken);
        var removed = await deleter.DeleteAsync(client, hooks, cancellationToken);
        await connections.DeleteAsync(connection.Workspace, connection.Id, cancellationToken);
        await changes.RecordAsync(AuditEvent.Of(AuditAction.ConnectionDeleted, connection));
        var left = removed.Count(hook => hook.Left is not null);
        WebhooksLog.DeletionFinished(logger, connection.Id.Value, connection.Name, removed.Count - left, left);
    }
}
