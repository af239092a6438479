using ConnectWizard.Connections;

namespace ConnectWizard.Profiles;

/// <summary>Keeps build profiles.</summary>
public interface IProfileStore
{
    /// <summary>
    /// Turns a draft into its profile: connection, credential and profile are stored and the draft is finished, in one transaction. A draft
    /// that is finished already gives the profile it became, so pressing twice makes one. The connection to the same server and collection by the same
    /// account is used where there is one, never doubled; the draft's credential then takes the place of its older one.
    /// </summary>
    /// <param name="draft">The draft's id; what is created is built from its stored answers.</param>
    /// <param name="owner">The browser; another browser's draft is a problem.</param>
    /// <param name="cancellationToken">Before the transaction is committed nothing is kept.</param>
    Task<Result<BuildProfile>> CreateAsync(DraftId draft, OwnerId owner, CancellationToken cancellationToken);

    Task<IReadOnlyList<BuildProfile>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    Task<IReadOnlyList<BuildProfile>> ListOfConnectionAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    Task<BuildProfile?> FindAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken);

    /// <summary>Changes how a profile's pushes and pull requests come to be known: polling now, webhooks later.</summary>
    /// <returns>The profile as it is then; null when it is gone.</returns>
    Task<BuildProfile?> ChangeTriggerSourceAsync(WorkspaceId workspace, ProfileId id, TriggerSource source, CancellationToken cancellationToken);

    /// <summary>Deletes a profile; its hooks are the affair of whoever deletes it.</summary>
    /// <returns>The profile as it was; null when it was gone already.</returns>
    Task<BuildProfile?> DeleteAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken);
}
