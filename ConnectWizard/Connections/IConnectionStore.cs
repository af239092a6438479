namespace ConnectWizard.Connections;

/// <summary>Reads, changes and deletes connections. They are made with their first profile, by <c>IProfileStore.CreateAsync</c>.</summary>
public interface IConnectionStore
{
    /// <summary>All connections of the workspace, by name and then by age.</summary>
    Task<IReadOnlyList<Connection>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    Task<Connection?> FindAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);

    /// <summary>The connection to the same server and collection by the same account, if there is one: it is offered instead of a second.</summary>
    Task<Connection?> FindExistingAsync(WorkspaceId workspace, ServerTarget target, string accountId, CancellationToken cancellationToken);

    /// <summary>Writes down the end of a check. <paramref name="facts"/> is null when it did not pass: the last known facts stay.</summary>
    Task RecordCheckAsync(WorkspaceId workspace, ConnectionId id, ConnectionHealth health, ProblemCode? problem, CheckedFacts? facts, CancellationToken cancellationToken);

    /// <summary>Gives a connection another name.</summary>
    Task RenameAsync(WorkspaceId workspace, ConnectionId id, string name, CancellationToken cancellationToken);

    /// <summary>Deletes a connection with its profiles and its credential, in one transaction.</summary>
    /// <returns>The receipt; null when there was nothing to delete.</returns>
    Task<DeletionReceipt?> DeleteAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);
}
