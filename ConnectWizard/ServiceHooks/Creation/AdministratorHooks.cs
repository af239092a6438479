using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Creation;

/// <inheritdoc />
internal sealed class AdministratorHooks(
    IHookStore store, IConnectionStore connections, IProfileWebhooks webhooks, LeaseRunner leases, SubscriptionSyncRunner turns, ConnectionSignals signals, HookAddress address) : IAdministratorHooks
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(20);

    public AdministratorLinkOffer Describe(Connection connection, BuildProfile profile)
    {
        var wanted = DesiredSubscriptions.Of(profile);
        return new AdministratorLinkOffer(connection.Target.Url, wanted.Repository, wanted.Kinds, address.Shown);
    }

    public async Task<Result<WebhookSummary>> CreateAsync(BuildProfile profile, Secret credential, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);

        var pass = new SubscriptionSync(connection, credential, ByAdministrator: true);
        await leases.TryRunAsync(SubscriptionSyncRunner.LeaseOf(connection.Id), WaitTimeout, cancellation => CreateAsync(pass, DesiredSubscriptions.Of(profile), cancellation), cancellationToken);
        var summary = await webhooks.FindAsync(profile, cancellationToken);
        return summary is { Health: WebhookHealth.Broken, Problem: { } problem } ? problem : summary;
    }

    private async Task CreateAsync(SubscriptionSync pass, DesiredSubscriptions wanted, CancellationToken cancellationToken)
    {
        foreach (var hook in await store.PlanForAdministratorAsync(wanted, cancellationToken))
        {
            if (hook.State is HookState.Planned or HookState.Broken)
                await store.ReviveAsync(hook.Workspace, hook.Id, byAdministrator: true, cancellationToken);
        }

        var hooks = await store.ListAsync(pass.Connection.Workspace, pass.Connection.Id, cancellationToken);
        await turns.ProvisionAsync(pass, [.. hooks.Where(wanted.Include)], cancellationToken);
        await signals.ChangedAsync(pass.Connection.Workspace, pass.Connection.Id, cancellationToken);
    }
}
