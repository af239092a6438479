
namespace ConnectWizard.Connections;

/// <summary>Keeps drafts. A draft is given to the browser that owns it alone.</summary>
public interface IDraftStore
{
    /// <summary>Makes and stores a draft.</summary>
    Task<ConnectionDraft> CreateAsync(OwnerId owner, ProviderKind provider, CancellationToken cancellationToken);

    /// <returns>The draft, or <see cref="ProblemCode.DraftForeign"/>, or <see cref="ProblemCode.DraftGone"/>.</returns>
    Task<Result<ConnectionDraft>> FindAsync(DraftId id, OwnerId owner, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a draft in one transaction on its newest stored state, so that two tabs that answer different questions do not undo each other.
    /// <paramref name="change"/> may run more than once.
    /// </summary>
    /// <returns>The draft as stored, or the problems of <see cref="FindAsync"/>.</returns>
    Task<Result<ConnectionDraft>> UpdateAsync(DraftId id, OwnerId owner, Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken);

    /// <summary>The owner's unfinished drafts, newest first: "continue where you were".</summary>
    Task<IReadOnlyList<ConnectionDraft>> ListUnfinishedAsync(OwnerId owner, CancellationToken cancellationToken);

    /// <summary>Removes a draft and the pending credential it names.</summary>
    Task DropAsync(DraftId id, OwnerId owner, CancellationToken cancellationToken);
}

/// <summary>
/// Keeps credentials, encrypted. One is bound to the target it was checked against, and opened for that target alone.
/// </summary>
public interface ICredentialStore
{
    /// <summary>Keeps a credential whose check has passed until its draft is finished, dropped, or a day old.</summary>
    Task<CredentialId> KeepPendingAsync(Secret token, ServerTarget target, CancellationToken cancellationToken);

    /// <summary>Keeps, as the credential of a target of Azure DevOps Services, that a signed-in account is used.</summary>
    Task<CredentialId> KeepPendingAsync(AccountId account, ServerTarget target, CancellationToken cancellationToken);

    /// <returns>
    /// The secret; <see cref="ProblemCode.CredentialNeeded"/> when it is gone or bound to another target. For an account an access token, or the
    /// problems of <c>OpenAsync</c>.
    /// </returns>
    Task<Result<Secret>> OpenAsync(CredentialId id, ServerTarget target, CancellationToken cancellationToken);

    /// <summary>Forgets a pending credential; one that a connection uses stays.</summary>
    Task ForgetPendingAsync(CredentialId id, CancellationToken cancellationToken);
}

/// <summary>Reads, changes and deletes connections. They are made with their first profile, by <c>IProfileStore.CreateAsync</c>.</summary>
public interface IConnectionStore
{
    /// <summary>All connections of the workspace, by name and then by age.</summary>
    Task<IReadOnlyList<Connection>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    Task<Connection?> FindAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);

    /// <summary>The connection to the same server and collection by the same account, if there is one: it is offered instead of a second.</summary>
    Task<Connection?> FindExistingAsync(WorkspaceId workspace, ServerTarget target, string accountId, CancellationToken cancellationToken);

    /// <summary>Writes down the end of a check. <paramref name="facts"/> is null when it did not pass: the last known facts stay.</summary>
    Task RecordCheckAsync(ConnectionId id, ConnectionHealth health, ProblemCode? problem, CheckedFacts? facts, CancellationToken cancellationToken);

    /// <summary>Deletes a connection with its profiles and its credential, in one transaction.</summary>
    /// <returns>The receipt; null when there was nothing to delete.</returns>
    Task<DeletionReceipt?> DeleteAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken);
}

/// <summary>Which browser is in front of us; the same in a prerender and in its circuit.</summary>
public interface IBrowserIdentity
{
    /// <returns>The owner; never null, for a browser without a cookie gets one with its first page.</returns>
    ValueTask<OwnerId> GetOwnerAsync(CancellationToken cancellationToken);
}

/// <summary>Lets one of many do a thing at a time: across circuits and across nodes, for a lease is a row of the store.</summary>
public interface ILeases
{
    /// <summary>Takes a lease unless somebody holds it. Whoever dies with it loses it when <paramref name="duration"/> is over.</summary>
    /// <param name="name">What it is about: <c>refresh:{account}</c>, <c>health</c>.</param>
    /// <param name="duration">How long it lasts unless it is renewed; longer than the work takes.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    /// <returns>The lease, to be disposed of when the work is done; null while another holds it.</returns>
    Task<ILease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellationToken);
}

/// <summary>A lease that is held. Disposing gives it back.</summary>
public interface ILease : IAsyncDisposable
{
    /// <summary>Holds it for another <paramref name="duration"/> from now on.</summary>
    /// <returns>False when it was lost meanwhile: the work must stop.</returns>
    Task<bool> RenewAsync(TimeSpan duration, CancellationToken cancellationToken);
}
