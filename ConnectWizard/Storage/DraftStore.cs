using ConnectWizard.Connections;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <inheritdoc />
internal sealed class DraftStore(Database database, TimeProvider time) : IDraftStore
{
    /// <summary>The unfinished drafts of one browser: nobody has more begun, and a page that begins one after another must not fill the disk.</summary>
    public const int MaxUnfinished = 50;

    public async Task<ConnectionDraft> CreateAsync(OwnerId owner, ProviderKind provider, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = DraftRow.Of(new ConnectionDraft
        {
            Id = DraftId.New(),
            Workspace = WorkspaceId.Default,
            Owner = owner,
            CreatedAt = now,
            UpdatedAt = now,
            Provider = provider,
        });
        var others = new { Owner = owner.Value, Kept = MaxUnfinished - 1 };
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(DraftSql.ForgetOldest, others);
                await session.ExecuteAsync(DraftSql.DeleteOldest, others);
                return await session.ExecuteAsync(DraftSql.Insert, row);
            },
            cancellationToken);
        return row.ToDraft();
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

    public async Task<IReadOnlyList<ConnectionDraft>> ListUnfinishedAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var parameters = new { Owner = owner.Value };
        var rows = await database.ReadAsync(session => session.QueryAsync<DraftRow>(DraftSql.SelectUnfinished, parameters), cancellationToken);
        return [.. rows.Select(row => row.ToDraft())];
    }

    public Task DropAsync(DraftId id, OwnerId owner, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var found = await session.FindDraftAsync(id, owner);
                if (!found.Succeeded)
                    return;

                await session.ExecuteAsync(DraftSql.Delete, new { Id = id.Value });
                await session.ForgetPendingAsync(found.Value.Credential);
            },
            cancellationToken);

    private async Task<Result<ConnectionDraft>> ChangeAsync(DbSession session, ConnectionDraft stored, Func<ConnectionDraft, ConnectionDraft> change)
    {
        var changed = change(stored);
        if (changed == stored)
            return stored;

        await session.ExecuteAsync(DraftSql.Update, DraftRow.Of(changed with { Id = stored.Id, UpdatedAt = time.GetUtcNow() }));
        if (changed.Credential != stored.Credential)
            await session.ForgetPendingAsync(stored.Credential);
        return await session.FindDraftAsync(stored.Id, stored.Owner);
    }
}
