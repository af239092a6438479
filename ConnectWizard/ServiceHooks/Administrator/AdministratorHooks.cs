using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Creation;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Administrator;

public interface IAdministratorHooks
{
    /// <summary>Sends nothing.</summary>
    AdministratorLinkOffer Describe(Connection connection, BuildProfile profile);

    /// <summary>Creates and repairs with the administrator's credential, which is not kept. Calling it again creates nothing twice.</summary>
    Task<Result<WebhookSummary>> CreateAsync(BuildProfile profile, Secret credential, CancellationToken cancellationToken);
}

public sealed record AdministratorLinkOffer(Uri Collection, string Repository, IReadOnlyList<HookKind> Kinds, string Address);

internal sealed class AdministratorHooks(
    IHookStore store, IConnectionStore connections, IProfileWebhooks webhooks, LeaseRunner leases, SubscriptionSync sync, ConnectionSignals signals, HookAddress address) : IAdministratorHooks
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(20);

    public AdministratorLinkOffer Describe(Connection connection, BuildProfile profile)
    {
        var desired = DesiredSubscriptions.Of(profile);
        return new AdministratorLinkOffer(connection.Target.Url, desired.Repository, desired.Kinds, address.Shown);
    }

    public async Task<Result<WebhookSummary>> CreateAsync(BuildProfile profile, Secret credential, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);
        var client = new SubscriptionClient(connection, credential, ByAdministrator: true);
        await leases.TryRunAsync(SubscriptionSync.LeaseOf(connection.Id), WaitTimeout, cancellation => CreateAsync(client, DesiredSubscriptions.Of(profile), cancellation), cancellationToken);
        var summary = await webhooks.FindAsync(new Actor(default, profile.Workspace), profile, cancellationToken);
        return summary is { Health: WebhookHealth.Broken, Problem: { } problem } ? problem : summary;
    }

    private async Task CreateAsync(SubscriptionClient client, DesiredSubscriptions desired, CancellationToken cancellationToken)
    {
        foreach (var hook in await store.PlanForAdministratorAsync(desired, cancellationToken))
        {
            if (hook.State is HookState.Planned or HookState.Broken)
                await store.ReviveAsync(hook.Workspace, hook.Id, byAdministrator: true, cancellationToken);
        }

        var hooks = await store.ListAsync(client.Connection.Workspace, client.Connection.Id, cancellationToken);
        await sync.ProvisionAsync(client, [.. hooks.Where(desired.Include)], cancellationToken);
        await signals.ChangedAsync(client.Connection.Workspace, client.Connection.Id, cancellationToken);
    }
}
