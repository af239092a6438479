using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <summary>Notifies the pages of all of a connection's profiles that its hooks have changed.</summary>
internal sealed class ConnectionSignals(IProfileStore profiles, ProfileSignals signals)
{
    public async Task ChangedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken)
    {
        foreach (var profile in await profiles.ListOfConnectionAsync(workspace, connection, cancellationToken))
            signals.Changed(profile.Id);
    }
}
