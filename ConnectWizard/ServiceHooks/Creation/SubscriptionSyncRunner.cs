using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>Takes turns over connections: each under its lease, with its credential, and the pages of its profiles told afterwards.</summary>
internal sealed class SubscriptionSyncRunner(
    IHookStore store,
    ICredentialStore credentials,
    ConnectionSignals signals,
    LeaseRunner leases,
    SubscriptionProvisioner placement,
    HookTests tests)
{
    /// <summary>Who holds it changes the connection's hooks at Azure DevOps.</summary>
    public static string LeaseOf(ConnectionId connection) => $"hooks:{connection}";

    /// <summary>Runs <paramref name="work"/> in a turn of the connection's own credential.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="waitTimeout">How long to wait for a turn that is under way, on whichever node.</param>
    /// <param name="work">The work; it gets the pass, or why its credential does not open.</param>
    /// <param name="cancellationToken">Ends waiting and work.</param>
    /// <returns>Whether it was done to its end.</returns>
    public Task<bool> TryRunAsync(
        Connection connection, TimeSpan waitTimeout, Func<Result<SubscriptionSync>, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        leases.TryRunAsync(LeaseOf(connection.Id), waitTimeout, async cancellation => await work(await OpenAsync(connection, cancellation), cancellation), cancellationToken);

    /// <summary>Places and tests what is due, with the connection's own credential.</summary>
    public Task<bool> TryProvisionAsync(Connection connection, TimeSpan waitTimeout, CancellationToken cancellationToken) =>
        TryRunAsync(connection, waitTimeout, (pass, cancellation) => ProvisionAsync(connection, pass, cancellation), cancellationToken);

    /// <summary>The same within a turn.</summary>
    public async Task ProvisionAsync(Connection connection, Result<SubscriptionSync> pass, CancellationToken cancellationToken)
    {
        var hooks = await store.PlanAsync(connection.Workspace, connection.Id, cancellationToken);
        await signals.ChangedAsync(connection.Workspace, connection.Id, cancellationToken);
        if (pass.Succeeded)
            await ProvisionAsync(pass.Value, hooks, cancellationToken);
        else
            await placement.FailDueAsync(hooks, pass.Problem, cancellationToken);
        await signals.ChangedAsync(connection.Workspace, connection.Id, cancellationToken);
    }

    /// <summary>Places and tests those of <paramref name="hooks"/> that are due.</summary>
    public async Task ProvisionAsync(SubscriptionSync pass, IReadOnlyList<Hook> hooks, CancellationToken cancellationToken)
    {
        var placed = await placement.ProvisionAsync(pass, hooks, cancellationToken);
        await signals.ChangedAsync(pass.Connection.Workspace, pass.Connection.Id, cancellationToken);
        if (placed.Count > 0)
            await tests.RunAsync(pass, placed, cancellationToken);
    }

    private async Task<Result<SubscriptionSync>> OpenAsync(Connection connection, CancellationToken cancellationToken)
    {
        var token = await credentials.OpenAsync(connection.Workspace, connection.Credential, connection.Target, cancellationToken);
        return token.Then<SubscriptionSync>(opened => new SubscriptionSync(connection, opened));
    }
}
