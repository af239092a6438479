using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks.Creation;

namespace ConnectWizard.ServiceHooks.Health;

/// <summary>Has a connection's hooks looked at in a turn of their own, and the pages of its profiles told.</summary>
internal sealed class SubscriptionHealthRunner(SubscriptionSyncRunner turns, SubscriptionHealthCheck health, IHookStore store, ConnectionSignals signals)
{
    /// <summary>Looks once.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="waitTimeout">How long to wait for a turn that is under way, on whichever node.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task TryPollAsync(Connection connection, TimeSpan waitTimeout, CancellationToken cancellationToken) =>
        turns.TryRunAsync(connection, waitTimeout, (pass, cancellation) => PollAsync(connection, pass, cancellation), cancellationToken);

    private async Task PollAsync(Connection connection, Result<SubscriptionSync> pass, CancellationToken cancellationToken)
    {
        if (pass.Succeeded)
            await health.CheckAsync(pass.Value, cancellationToken);
        else
            await store.PollFailedAsync(connection.Workspace, connection.Id, cancellationToken);
        await signals.ChangedAsync(connection.Workspace, connection.Id, cancellationToken);
    }
}
