using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>Lets one at a time, on whichever node, change a connection's hooks at Azure DevOps.</summary>
internal sealed class HookLeases(ILeases leases, TimeProvider time, ILogger<HookLeases> logger)
{
    /// <summary>As long as a node that died in the middle holds the others up.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan NextTry = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs <paramref name="work"/> under the lease, which is renewed as long as it takes. Losing it cancels the work.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="waitTimeout">How long to wait for whoever holds it.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends waiting and work.</param>
    /// <returns>Whether the work was done to its end.</returns>
    public async Task<bool> TryRunAsync(ConnectionId connection, TimeSpan waitTimeout, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await using var lease = await TakeAsync(connection, waitTimeout, cancellationToken);
        if (lease is null)
            return false;

        using var holding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var renewal = time.CreateTimer(_ => _ = RenewAsync(lease, holding), null, Renewal, Renewal);
        try
        {
            await work(holding.Token);
            return true;
        }
        catch (OperationCanceledException) when (holding.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            WebhooksLog.LeaseLost(logger, connection.Value);
            return false;
        }
    }

    private async Task<ILease?> TakeAsync(ConnectionId connection, TimeSpan waitTimeout, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + waitTimeout;
        while (true)
        {
            if (await leases.TryTakeAsync($"hooks:{connection}", Duration, cancellationToken) is { } lease)
                return lease;
            if (time.GetUtcNow() >= end)
                return null;
            await Task.Delay(NextTry, time, cancellationToken);
        }
    }

    private static async Task RenewAsync(ILease lease, CancellationTokenSource holding)
    {
        try
        {
            if (!await lease.RenewAsync(Duration, holding.Token))
                await holding.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or System.Data.Common.DbException)
        {
            // The work has ended meanwhile; or the store is busy, and three more renewals come before the lease is over.
        }
    }
}
