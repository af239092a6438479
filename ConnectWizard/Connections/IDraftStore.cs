namespace ConnectWizard.Connections;

/// <summary>Keeps drafts. A draft is given to the browser that owns it alone.</summary>
public interface IDraftStore
{
    /// <summary>Makes and stores a draft.</summary>
    Task<ConnectionDraft> CreateAsync(WorkspaceId workspace, OwnerId owner, ProviderKind provider, CancellationToken cancellationToken);

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
