namespace ConnectWizard.Connections;

/// <summary>Connections are made with their first profile, by <c>IProfileStore.CreateAsync</c>.</summary>
public interface IConnectionStore
{
    /// <summary>By name and then by age.</summary>
    Task<IReadOnlyList<Connection>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    Task<Connection?> FindAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);

    /// <summary>The connection to the same server and collection by the same account.</summary>
    Task<Connection?> FindExistingAsync(WorkspaceId workspace, ServerTarget target, string accountId, CancellationToken cancellationToken);

    /// <summary>Records a check as <see cref="CheckState.After"/> has it, with a line of history for each change.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> RecordCheckAsync(WorkspaceId workspace, ConnectionId id, CheckRecord record, CancellationToken cancellationToken);

    /// <summary>The newest first, at most the last hundred.</summary>
    Task<IReadOnlyList<HealthChange>> ListHealthAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);

    /// <summary>Connections of all workspaces whose daily check is due, those first that wait for longest. Plans those that aren't planned yet.</summary>
    /// <param name="spread">When the first check of a connection is due from now on.</param>
    Task<IReadOnlyList<ConnectionId>> ListDueChecksAsync(Func<ConnectionId, TimeSpan> spread, CancellationToken cancellationToken);

    /// <summary>Takes a check that is due; whoever takes it and dies leaves it due again after <paramref name="retry"/>.</summary>
    /// <returns>Null when it isn't due any more: another node has taken it.</returns>
    Task<Connection?> TakeDueCheckAsync(ConnectionId id, TimeSpan retry, CancellationToken cancellationToken);

    /// <summary>Stores when a connection's token or client secret ends; nothing where it has another credential by now.</summary>
    Task ChangeExpiryAsync(Connection changed, CancellationToken cancellationToken);

    Task RenameAsync(WorkspaceId workspace, ConnectionId id, string name, CancellationToken cancellationToken);

    Task<ConnectionDependents> CountDependentsAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);

    /// <summary>Deletes a connection with its profiles and its credential, in one transaction.</summary>
    /// <returns>Null when there was nothing to delete.</returns>
    Task<DeletionReceipt?> DeleteAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a connection's new credential, which is pending, with its target and what its check found out. The old one is kept for a day, unless
    /// it was refused; the one before that is deleted. All else stays.
    /// </summary>
    /// <param name="old">The credential that it takes the place of.</param>
    /// <param name="repositories">Those of its profiles as they are called at the target now; others keep their names.</param>
    /// <returns>
    /// <see cref="ProblemCode.ConnectionExists"/> when another connection has this account, <see cref="ProblemCode.ConnectionChanged"/> when the
    /// connection was deleted or has another credential by now, <see cref="ProblemCode.SignInAgain"/> when the new account was removed.
    /// </returns>
    Task<Result<Connection>> ReplaceCredentialAsync(Connection changed, CredentialId old, IReadOnlyList<RepositoryChoice> repositories, CancellationToken cancellationToken);

    /// <returns>Null when there is none, or it is no longer kept.</returns>
    Task<FormerCredential?> FindFormerAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);

    /// <summary>Puts back the credential, the account and the target of before the last replacement, and deletes the one that is used now.</summary>
    /// <param name="current">The credential that it takes the place of.</param>
    /// <returns>The problems of <see cref="ReplaceCredentialAsync"/>; <see cref="ProblemCode.ConnectionChanged"/> also when the former one is no longer kept.</returns>
    Task<Result<Connection>> UndoReplacementAsync(WorkspaceId workspace, ConnectionId id, CredentialId current, CancellationToken cancellationToken);

    /// <summary>Deletes the credential of before the last replacement now.</summary>
    Task ForgetFormerAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);
}
