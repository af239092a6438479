namespace ConnectWizard.Connections;

/// <summary>Keeps drafts, each for the browser that owns it.</summary>
public interface IDraftStore
{
    Task<ConnectionDraft> CreateAsync(Actor actor, ProviderKind provider, CancellationToken cancellationToken);

    /// <returns><see cref="ProblemCode.DraftForeign"/> or <see cref="ProblemCode.DraftGone"/>.</returns>
    Task<Result<ConnectionDraft>> FindAsync(DraftId id, Actor actor, CancellationToken cancellationToken);

    /// <summary>Changes the newest stored draft in one transaction; <paramref name="change"/> may run more than once.</summary>
    Task<Result<ConnectionDraft>> UpdateAsync(DraftId id, Actor actor, Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ConnectionDraft>> ListUnfinishedAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Removes a draft and the pending credential it names.</summary>
    Task DropAsync(DraftId id, Actor actor, CancellationToken cancellationToken);
}
