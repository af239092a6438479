using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

internal sealed class DraftStore(Database database, TimeProvider time) : IDraftStore
{
    /// <summary>For each browser, so that a page that begins one draft after another doesn't fill the disk.</summary>
    public const int MaxUnfinished = 50;

    public async Task<ConnectionDraft> CreateAsync(WorkspaceId workspace, OwnerId owner, ProviderKind provider, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var draft = new ConnectionDraft
        {
            Id = DraftId.New(),
            Workspace = workspace,
            Owner = owner,
            CreatedAt = now,
            UpdatedAt = now,
            Provider = provider,
        };
        var others = new { draft.Workspace, Owner = owner, Kept = MaxUnfinished - 1 };
        return await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(DraftSql.ForgetOldest, others);
                await session.ExecuteAsync(DraftSql.DeleteOldest, others);
                await session.ExecuteAsync(
                    DraftSql.Insert,
                    new { draft.Id, draft.Workspace, draft.Owner, Document = DraftDocument.Of(draft), draft.CreatedAt, draft.UpdatedAt });
                return (await session.FindDraftAsync(draft.Id, owner)).Value!;
            },
            cancellationToken);
    }

    public Task<Result<ConnectionDraft>> FindAsync(DraftId id, OwnerId owner, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindDraftAsync(id, owner), cancellationToken);

    public Task<Result<ConnectionDraft>> UpdateAsync(
        DraftId id, OwnerId owner, Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var found = await session.FindDraftAsync(id, owner);
                return found.Succeeded ? await ChangeAsync(session, found.Value, change) : found;
            },
            cancellationToken);

    public Task<IReadOnlyList<ConnectionDraft>> ListUnfinishedAsync(OwnerId owner, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryDraftsAsync(DraftSql.SelectUnfinished, new { Owner = owner }), cancellationToken);

    public Task DropAsync(DraftId id, OwnerId owner, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var found = await session.FindDraftAsync(id, owner);
                if (!found.Succeeded)
                    return;

                await session.ExecuteAsync(DraftSql.Delete, new { found.Value.Id, found.Value.Workspace });
                await session.ForgetPendingAsync(found.Value.Workspace, found.Value.Credential);
            },
            cancellationToken);

    private async Task<Result<ConnectionDraft>> ChangeAsync(DbSession session, ConnectionDraft stored, Func<ConnectionDraft, ConnectionDraft> change)
    {
        var changed = change(stored);
        if (changed == stored)
            return stored;
        if (stored.Profile is not null)
        {
            // Finished meanwhile, in another tab: what this one kept for it is of no use.
            await session.ForgetPendingAsync(stored.Workspace, changed.Credential);
            return stored;
        }

        await session.ExecuteAsync(
            DraftSql.Update,
            new { stored.Id, stored.Workspace, Document = DraftDocument.Of(changed), changed.Credential, Now = time.GetUtcNow() });
        if (changed.Credential != stored.Credential)
            await session.ForgetPendingAsync(stored.Workspace, stored.Credential);
        return await session.FindDraftAsync(stored.Id, stored.Owner);
    }
}
