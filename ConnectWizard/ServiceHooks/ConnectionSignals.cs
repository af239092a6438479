using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <summary>Tells the pages of all of a connection's profiles that something about its hooks has changed.</summary>
internal sealed class ConnectionSignals(IProfileStore profiles, ProfileSignals signals)
{
    /// <summary>Has the pages look again.</summary>
    public async Task ChangedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken)
    {
        foreach (var profile in await profiles.ListOfConnectionAsync(workspace, connection, cancellationToken))
            signals.Changed(profile.Id);
    }
}
