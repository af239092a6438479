using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Storage;

internal sealed class ProfileStore(Database database, TimeProvider time) : IProfileStore
{
    private const string TakePending =
        "UPDATE credentials SET pending = 0 WHERE id = @Credential AND workspace_id = @Workspace AND binding = @Binding AND pending = 1";

    public Task<Result<BuildProfile>> CreateAsync(DraftId draft, OwnerId owner, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var found = await session.FindDraftAsync(draft, owner);
                if (!found.Succeeded)
                    return found.Problem;
                return found.Value.Profile is { } finished
                    ? (await session.FindProfileAsync(found.Value.Workspace, new ProfileId(finished)))!
                    : await FinishAsync(session, found.Value);
            },
            cancellationToken);

    public Task<IReadOnlyList<BuildProfile>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryProfilesAsync(ProfileSql.SelectAll, new { Workspace = workspace }), cancellationToken);

    public Task<IReadOnlyList<BuildProfile>> ListOfConnectionAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryProfilesAsync(ProfileSql.SelectOfConnection, new { Workspace = workspace, Connection = connection }), cancellationToken);

    public Task<BuildProfile?> FindAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindProfileAsync(workspace, id), cancellationToken);

    public Task<BuildProfile?> ChangeTriggerSourceAsync(WorkspaceId workspace, ProfileId id, TriggerSource source, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (await session.FindProfileAsync(workspace, id) is not { } profile)
                    return null;
                var changed = profile with { TriggerSource = source };
                await session.ExecuteAsync(ProfileSql.ChangeTriggerSource, changed);
                return changed;
            },
            cancellationToken);

    public Task<BuildProfile?> DeleteAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var profile = await session.FindProfileAsync(workspace, id);
                if (profile is not null)
                    await session.ExecuteAsync(ProfileSql.Delete, profile);
                return profile;
            },
            cancellationToken);

    private async Task<Result<BuildProfile>> FinishAsync(DbSession session, ConnectionDraft draft)
    {
        var creation = ProfileCreation.Of(draft, time.GetUtcNow());
        if (!creation.Succeeded)
            return creation.Problem;

        var (connection, profile) = creation.Value;
        if (!await TakePendingAsync(session, draft, connection.Target))
            return new Problem(ProblemCode.CredentialNeeded);

        var used = await session.ConnectAsync(connection);
        await session.InsertProfileAsync(profile with { Connection = used });
        await session.ExecuteAsync(DraftSql.Finish, new { draft.Id, draft.Workspace, Profile = profile.Id, Now = time.GetUtcNow() });
        return (await session.FindProfileAsync(draft.Workspace, profile.Id))!;
    }

    /// <returns>False when the pending credential is gone or bound to another target.</returns>
    private static async Task<bool> TakePendingAsync(DbSession session, ConnectionDraft draft, ServerTarget target) =>
        await session.ExecuteAsync(TakePending, new { draft.Credential, draft.Workspace, target.Binding }) == 1;
}
