using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>Synchronizes the hooks of a connection with Azure DevOps, under its lease and with its credential.</summary>
internal sealed class SubscriptionSync(
    IHookStore store,
    IConnectionStore connections,
    ICredentialStore credentials,
    ConnectionSignals signals,
    LeaseRunner leases,
    SubscriptionProvisioner provisioner,
    TestNotifications tests,
    ChangeLog changes)
{
    public static string LeaseOf(ConnectionId connection) => $"hooks:{connection}";

    /// <summary>Runs <paramref name="work"/> under the lease; it gets the client, or why the credential does not open.</summary>
    /// <returns>Whether it was done to its end.</returns>
    public async Task<bool> TryRunAsync(
        Connection connection, TimeSpan waitTimeout, Func<Result<SubscriptionClient>, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            return await leases.TryRunAsync(
                LeaseOf(connection.Id), waitTimeout, async cancellation => await work(await OpenAsync(connection, cancellation), cancellation), cancellationToken);
        }
        catch (TimeoutException)
        {
            // A server that drips is tried again later, as one that doesn't answer.
            var hooks = await store.ListAsync(connection.Workspace, connection.Id, cancellationToken);
            await provisioner.FailDueAsync(hooks, new Problem(ProblemCode.TimedOut), cancellationToken);
            await store.CheckFailedAsync(connection.Workspace, connection.Id, cancellationToken);
            return false;
        }
    }

    public async Task ProvisionAsync(Connection connection, Result<SubscriptionClient> client, CancellationToken cancellationToken)
    {
        var hooks = await store.PlanAsync(connection.Workspace, connection.Id, cancellationToken);
        await signals.ChangedAsync(connection.Workspace, connection.Id, cancellationToken);
        if (client.Succeeded)
            await ProvisionAsync(client.Value, hooks, cancellationToken);
        else
            await provisioner.FailDueAsync(hooks, client.Problem, cancellationToken);
        await signals.ChangedAsync(connection.Workspace, connection.Id, cancellationToken);
    }

    public async Task ProvisionAsync(SubscriptionClient client, IReadOnlyList<Hook> hooks, CancellationToken cancellationToken)
    {
        var provisioned = await provisioner.ProvisionAsync(client, hooks, cancellationToken);
        await signals.ChangedAsync(client.Connection.Workspace, client.Connection.Id, cancellationToken);
        foreach (var repository in provisioned.GroupBy(one => one.Hook.Repository, StringComparer.Ordinal))
            await changes.RecordAsync(AuditEvent.Of(AuditAction.WebhookCreated, client.Connection) with { Detail = $"{repository.Count()} × {repository.Key}" });
        if (provisioned.Count > 0)
            await tests.RunAsync(client, provisioned, cancellationToken);
    }

    public async Task<Result<SubscriptionClient>> OpenAsync(Connection connection, CancellationToken cancellationToken)
    {
        var token = await credentials.OpenAsync(connection.Workspace, connection.Credential, connection.Target, cancellationToken);

        // Connecting another repository replaces the credential.
        if (token.Problem?.Code == ProblemCode.CredentialNeeded
            && await connections.FindAsync(connection.Workspace, connection.Id, cancellationToken) is { } current && current.Credential != connection.Credential)
        {
            return await OpenAsync(current, cancellationToken);
        }

        return token.Then<SubscriptionClient>(opened => new SubscriptionClient(connection, opened));
    }
}
