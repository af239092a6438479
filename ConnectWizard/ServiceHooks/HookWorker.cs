using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks.Creation;
using ConnectWizard.ServiceHooks.Health;
using ConnectWizard.ServiceHooks.Removal;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks;

/// <summary>
/// Does what is due about hooks, on every node, each connection on one of them at a time: creates, tries again, finishes removals, looks
/// whether they still deliver. At start, when it is woken, and every few seconds.
/// </summary>
internal sealed class HookWorker(
    IHookStore store,
    IConnectionStore connections,
    SubscriptionSyncRunner turns,
    SubscriptionHealthRunner looks,
    HookDeletion deletion,
    WorkerLoop<HookWorker> loop,
    IPublicEndpoint address,
    TimeProvider time,
    ILogger<HookWorker> logger) : BackgroundService
{
    /// <summary>Between two turns that nobody asked for; up to a half more, so that nodes that start together do not stay together.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>How long what a look found is good for.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(5);

    private readonly KeyedWorkQueue<ConnectionId> _queue = new(loop.Signal, (connection, failure) => WebhooksLog.WorkFailed(logger, connection.Value, failure));

    /// <summary>Begins to create, to try again and to remove what is due.</summary>
    public async Task BeginProvisioningAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in await store.ListDueAsync(cancellationToken))
            _queue.Start(connection.Id, cancellation => TryRunAsync(connection, cancellation), cancellationToken);

        // Without patience: whoever holds the lease does the same.
        Task TryRunAsync(Connection connection, CancellationToken cancellation) =>
            turns.TryRunAsync(connection, TimeSpan.Zero, (pass, token) => ProvisionAsync(connection, pass, token), cancellation);
    }

    /// <summary>Begins to look at hooks that were not looked at for a while.</summary>
    public async Task BeginPollingAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in await store.ListUncheckedAsync(time.GetUtcNow() - LookInterval, cancellationToken))
            _queue.Start(connection.Id, cancellation => looks.TryPollAsync(connection, TimeSpan.Zero, cancellation), cancellationToken);
    }

    /// <summary>Ends when what was begun has ended.</summary>
    public Task WaitUntilIdleAsync() => _queue.WaitUntilIdleAsync();

    /// <inheritdoc />
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
            await loop.RunAsync(BeginAsync, Rest, failure => WebhooksLog.StoreFailed(logger, failure), stoppingToken);
        }
        finally
        {
            await WaitUntilIdleAsync();
        }
    }

    private static TimeSpan Rest() => Interval * (1 + (Random.Shared.NextDouble() / 2));

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await BeginProvisioningAsync(cancellationToken);
        await BeginPollingAsync(cancellationToken);
    }

    private async Task ProvisionAsync(Connection connection, Result<SubscriptionSync> pass, CancellationToken cancellationToken)
    {
        if (await store.IsBeingRemovedAsync(connection.Workspace, connection.Id, cancellationToken))
        {
            await RemoveAsync(connection, pass, cancellationToken);
            return;
        }

        await turns.ProvisionAsync(connection, pass, cancellationToken);
        var hooks = await store.ListAsync(connection.Workspace, connection.Id, cancellationToken);
        await deletion.RetryAsync(pass, hooks, cancellationToken);
    }

    /// <summary>Finishes a deletion that was interrupted; there is nobody left to show a receipt to.</summary>
    private async Task RemoveAsync(Connection connection, Result<SubscriptionSync> pass, CancellationToken cancellationToken)
    {
        var hooks = await store.ListAsync(connection.Workspace, connection.Id, cancellationToken);
        await deletion.DeleteAsync(pass, hooks, cancellationToken);
        await connections.DeleteAsync(connection.Workspace, connection.Id, cancellationToken);
    }
}
