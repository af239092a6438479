using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Webhooks.Creation;

/// <inheritdoc />
internal sealed class AdministratorHooks(
    IHookStore store, IConnectionStore connections, IProfileWebhooks webhooks, HookLeases leases, HookTurns turns, ConnectionSignals signals, HookAddress address) : IAdministratorHooks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public AdministratorOffer Describe(Connection connection, BuildProfile profile)
    {
        var wanted = WantedHooks.Of(profile);
        return new AdministratorOffer(connection.Target.Url, wanted.Repository, wanted.Kinds, address.Shown);
    }

    public async Task<Outcome<WebhookSummary>> CreateAsync(BuildProfile profile, Secret credential, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);

        var pass = new HookPass(connection, credential, ByAdministrator: true);
        await leases.TryRunAsync(connection.Id, Patience, cancellation => CreateAsync(pass, WantedHooks.Of(profile), cancellation), cancellationToken);
        var summary = await webhooks.FindAsync(profile, cancellationToken);
        return summary is { Health: WebhookHealth.Broken, Problem: { } problem } ? problem : summary;
    }

    private async Task CreateAsync(HookPass pass, WantedHooks wanted, CancellationToken cancellationToken)
    {
        foreach (var hook in await store.PlanForAdministratorAsync(wanted, cancellationToken))
        {
            if (hook.State is HookState.Planned or HookState.Broken)
                await store.ReviveAsync(hook.Id, byAdministrator: true, cancellationToken);
        }

        var hooks = await store.ListAsync(pass.Connection.Id, cancellationToken);
        await turns.PlaceAsync(pass, [.. hooks.Where(wanted.Include)], cancellationToken);
        await signals.ChangedAsync(pass.Connection.Id, cancellationToken);
    }
}
