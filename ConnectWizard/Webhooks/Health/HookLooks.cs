using ConnectWizard.Connections;
using ConnectWizard.Webhooks.Creation;

namespace ConnectWizard.Webhooks.Health;

/// <summary>Has a connection's hooks looked at in a turn of their own, and the pages of its profiles told.</summary>
internal sealed class HookLooks(HookTurns turns, HookHealth health, IHookStore store, ConnectionSignals signals)
{
    /// <summary>Looks once.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="patience">How long to wait for a turn that is under way, on whichever node.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task TryLookAsync(Connection connection, TimeSpan patience, CancellationToken cancellationToken) =>
        turns.TryRunAsync(connection, patience, (pass, cancellation) => LookAsync(connection, pass, cancellation), cancellationToken);

    private async Task LookAsync(Connection connection, Outcome<HookPass> pass, CancellationToken cancellationToken)
    {
        if (pass.Succeeded)
            await health.CheckAsync(pass.Value, cancellationToken);
        else
            await store.LookFailedAsync(connection.Id, cancellationToken);
        await signals.ChangedAsync(connection.Id, cancellationToken);
    }
}
