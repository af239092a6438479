using ConnectWizard.Connections;

namespace ConnectWizard.Profiles;

public interface IProfileStore
{
    /// <summary>
    /// Turns a stored draft into connection, credential and profile, once. An existing connection to the same target by the same account is used.
    /// </summary>
    Task<Result<BuildProfile>> CreateAsync(DraftId draft, Actor actor, CancellationToken cancellationToken);

    /// <summary>By name as people count.</summary>
    Task<IReadOnlyList<BuildProfile>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    /// <summary>A connection without profiles is left out.</summary>
    Task<IReadOnlyList<ProfileCount>> CountAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    Task<IReadOnlyList<BuildProfile>> ListAsync(WorkspaceId workspace, IReadOnlyList<ProfileId> profiles, CancellationToken cancellationToken);

    /// <summary>The first <paramref name="limit"/> of each of some connections, by name as people count.</summary>
    Task<IReadOnlyList<BuildProfile>> ListFirstAsync(WorkspaceId workspace, IReadOnlyList<ConnectionId> connections, int limit, CancellationToken cancellationToken);

    /// <summary>Those of some repositories, whatever their connections, by name as people count.</summary>
    Task<IReadOnlyList<BuildProfile>> ListOfRepositoriesAsync(WorkspaceId workspace, IReadOnlyList<Guid> repositories, CancellationToken cancellationToken);

    /// <summary>By name as people count.</summary>
    Task<IReadOnlyList<BuildProfile>> ListOfConnectionAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    Task<BuildProfile?> FindAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken);

    /// <returns>Null when it is gone.</returns>
    Task<BuildProfile?> ChangeTriggerSourceAsync(WorkspaceId workspace, ProfileId id, TriggerSource source, CancellationToken cancellationToken);

    /// <returns>Null when it is gone.</returns>
    Task<BuildProfile?> ChangeTriggerDraftsAsync(WorkspaceId workspace, ProfileId id, bool triggerDrafts, CancellationToken cancellationToken);

    /// <returns>Null when it is gone.</returns>
    Task<BuildProfile?> ChangeTriggerForksAsync(WorkspaceId workspace, ProfileId id, bool triggerForks, CancellationToken cancellationToken);

    /// <summary>
    /// Moves profiles to another connection in one transaction, with their refs, builds and events. Webhooks go along where both connections lead to
    /// the same collection and no other profile needs them; otherwise they are planned anew.
    /// </summary>
    /// <param name="from">Profiles that it no longer has are left out.</param>
    /// <param name="repositories">The profiles' repositories as the other connection calls them.</param>
    /// <returns>How many were moved; <see cref="ProblemCode.ConnectionChanged"/> when the other connection was deleted, or has another credential by now.</returns>
    Task<Result<int>> MoveAsync(Connection from, Connection to, IReadOnlyDictionary<ProfileId, RepositoryChoice> repositories, CancellationToken cancellationToken);

    /// <summary>Stores the names of the profile's repository as they are now, and whether it can be built, for all profiles of it.</summary>
    Task ChangeRepositoryAsync(BuildProfile changed, CancellationToken cancellationToken);

    /// <returns>The profile as it was; null when it was gone already.</returns>
    Task<BuildProfile?> DeleteAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken);
}
