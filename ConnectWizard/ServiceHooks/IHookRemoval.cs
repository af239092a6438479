using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <summary>Deletes profiles and connections together with their hooks at Azure DevOps.</summary>
public interface IHookRemoval
{
    /// <summary>Deletes a profile, and the hooks that no other profile shares.</summary>
    /// <returns>The receipt; null when there was nothing to delete.</returns>
    Task<RemovalReceipt?> DeleteProfileAsync(WorkspaceId workspace, ProfileId profile, CancellationToken cancellationToken);

    /// <summary>Deletes a connection with its profiles, its credential, and all hooks of theirs.</summary>
    /// <returns>The receipt; null when there was nothing to delete.</returns>
    Task<RemovalReceipt?> DeleteConnectionAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);
}

/// <summary>What a deletion took away, what it left, and why.</summary>
/// <param name="Name">Of what was deleted.</param>
/// <param name="Profiles">The profiles that went.</param>
/// <param name="CredentialRemoved">Whether a stored token was removed.</param>
/// <param name="Hooks">Each hook, removed or left.</param>
public sealed record RemovalReceipt(string Name, IReadOnlyList<string> Profiles, bool CredentialRemoved, IReadOnlyList<RemovedHook> Hooks);

/// <summary>A hook of a receipt.</summary>
/// <param name="Kind">Which event.</param>
/// <param name="Repository">Project and repository, as people know them.</param>
/// <param name="Subscription">Its id at Azure DevOps, to find it by; null where none was created.</param>
/// <param name="Left">Why it is still there; null when it is gone.</param>
public sealed record RemovedHook(HookKind Kind, string Repository, Guid? Subscription, Problem? Left);
