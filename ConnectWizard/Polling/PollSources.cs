using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Polling;

/// <summary>Opens a connection for a look, and says whether what is found may be built.</summary>
internal sealed class PollSources(IConnectionStore connections, ICredentialStore credentials, IHookStore hooks, IRepositoryRefs news)
{
    /// <summary>The repositories of a profile's connection, with its credential.</summary>
    public async Task<Result<PolledRepositories>> OpenAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);
        var token = await credentials.OpenAsync(connection.Workspace, connection.Credential, connection.Target, cancellationToken);
        return token.Then<PolledRepositories>(secret => new PolledRepositories(connection, secret, news));
    }

    /// <summary>False while an administrator has yet to create the profile's webhooks.</summary>
    public async Task<bool> IsListeningAsync(BuildProfile profile, CancellationToken cancellationToken) =>
        profile.TriggerSource != TriggerSource.Administrator
        || (await hooks.ListAsync(profile.Workspace, profile.Connection, cancellationToken)).Any(hook => hook.RepositoryId == profile.Repository.Id && hook.LastDeliveryAt is not null);
}
