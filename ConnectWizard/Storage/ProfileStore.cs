using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <inheritdoc />
internal sealed class ProfileStore(Database database, TimeProvider time) : IProfileStore
{
    public Task<Result<BuildProfile>> CreateAsync(
        DraftId draft, OwnerId owner, BuildProfile profile, Connection connection, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var found = await session.FindDraftAsync(draft, owner);
                if (!found.Succeeded)
                    return found.Problem;
                return found.Value.Profile is { } finished
                    ? await ReadAsync(session, finished)
                    : await FinishAsync(session, found.Value, profile, connection);
            },
            cancellationToken);

    public Task<IReadOnlyList<BuildProfile>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        ListAsync(ProfileSql.SelectAll, new { Workspace = workspace.Value.ToText() }, cancellationToken);

    public Task<IReadOnlyList<BuildProfile>> ListOfConnectionAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        ListAsync(ProfileSql.SelectOfConnection, new { Connection = connection.Value.ToText() }, cancellationToken);

    public Task<BuildProfile?> FindAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => FindAsync(session, workspace, id), cancellationToken);

    public Task<BuildProfile?> ChangeTriggerSourceAsync(WorkspaceId workspace, ProfileId id, TriggerSource news, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (await FindAsync(session, workspace, id) is not { } profile)
                    return null;
                await session.ExecuteAsync(ProfileSql.ChangeTriggerSource, new { Id = id.Value.ToText(), TriggerSource = news.ToString() });
                return profile with { TriggerSource = news };
            },
            cancellationToken);

    public Task<BuildProfile?> DeleteAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var profile = await FindAsync(session, workspace, id);
                if (profile is not null)
                    await session.ExecuteAsync(ProfileSql.Delete, new { Id = id.Value.ToText() });
                return profile;
            },
            cancellationToken);

    private static async Task<BuildProfile?> FindAsync(DbSession session, WorkspaceId workspace, ProfileId id)
    {
        var parameters = new { Workspace = workspace.Value.ToText(), Id = id.Value.ToText() };
        return (await session.FindAsync<ProfileRow>(ProfileSql.SelectInWorkspace, parameters))?.ToProfile();
    }

    private async Task<Result<BuildProfile>> FinishAsync(
        DbSession session, ConnectionDraft draft, BuildProfile profile, Connection connection)
    {
        if (draft.Credential is not { } credential || !await session.TakePendingAsync(credential, connection.Target))
            return new Problem(ProblemCode.CredentialNeeded);

        var home = await session.ConnectAsync(connection with { Workspace = draft.Workspace, Credential = credential });
        await session.ExecuteAsync(ProfileSql.Insert, ProfileRow.Of(profile with { Workspace = draft.Workspace, Connection = home }));
        await session.ExecuteAsync(
            DraftSql.Finish, new { Id = draft.Id.Value, Profile = profile.Id.Value.ToText(), Now = time.GetUtcNow().ToMilliseconds() });
        return await ReadAsync(session, profile.Id.Value);
    }

    private static async Task<Result<BuildProfile>> ReadAsync(DbSession session, Guid id) =>
        (await session.FindAsync<ProfileRow>(ProfileSql.Select, new { Id = id.ToText() }))!.ToProfile();

    private async Task<IReadOnlyList<BuildProfile>> ListAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<ProfileRow>(sql, parameters), cancellationToken);
        return [.. rows.Select(row => row.ToProfile())];
    }
}
