using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <summary>Deletes profiles and connections together with their hooks at Azure DevOps.</summary>
public interface IHookRemoval
{
    /// <summary>Deletes a profile, and the hooks that no other profile shares.</summary>
    /// <returns>Null when there was nothing to delete.</returns>
    Task<RemovalReceipt?> DeleteProfileAsync(WorkspaceId workspace, ProfileId profile, CancellationToken cancellationToken);

    /// <summary>Deletes a connection with its profiles, its credential, and all their hooks.</summary>
    /// <returns>Null when there was nothing to delete.</returns>
    Task<RemovalReceipt?> DeleteConnectionAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);
}

public sealed record RemovalReceipt(string Name, IReadOnlyList<string> Profiles, bool CredentialRemoved, IReadOnlyList<RemovedHook> Hooks);

/// <param name="Subscription">Null where none was created.</param>
/// <param name="Left">Why it still exists at Azure DevOps; null when it is gone.</param>
public sealed record RemovedHook(HookKind Kind, string Repository, Guid? Subscription, Problem? Left);
