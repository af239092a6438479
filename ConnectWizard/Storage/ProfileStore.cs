using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Storage;

internal sealed class ProfileStore(Database database, ChangeLog changes, TimeProvider time) : IProfileStore
{
    private const string SelectAll = $"{Select} WHERE workspace_id = @Workspace ORDER BY sort_name, profiles.id";
    public const string SelectOfConnection = $"{Select} WHERE workspace_id = @Workspace AND connection_id = @Connection ORDER BY sort_name, profiles.id";
    private const string SelectCounts = "SELECT connection_id AS connection, COUNT(*) AS count FROM profiles WHERE workspace_id = @Workspace GROUP BY connection_id";
    private const string SelectSome = $"{Select} WHERE workspace_id = @Workspace AND profiles.id IN @Profiles";
    private const string SelectOfRepositories = $"{Select} WHERE workspace_id = @Workspace AND repository_id IN @Repositories ORDER BY sort_name, profiles.id";
    private const string SelectOne = $"{Select} WHERE workspace_id = @Workspace AND profiles.id = @Id";
    public const string SelectWithTriggers = $"{Select} WHERE trigger_source <> 'None' ORDER BY connection_id, repository_id, profiles.id";
    private const string ChangeTriggerSource = "UPDATE profiles SET trigger_source = @TriggerSource WHERE id = @Id AND workspace_id = @Workspace";
    private const string ChangeTriggerDrafts = "UPDATE profiles SET trigger_drafts = @TriggerDrafts WHERE id = @Id AND workspace_id = @Workspace";
    private const string ChangeTriggerForks = "UPDATE profiles SET trigger_forks = @TriggerForks WHERE id = @Id AND workspace_id = @Workspace";
    private const string ChangeRepository =
        """
        UPDATE profiles SET repository = @Name, project = @Project, default_branch = @DefaultBranch, clone_url = @CloneUrl, repository_problem = @RepositoryProblem
        WHERE workspace_id = @Workspace AND connection_id = @Connection AND repository_id = @RepositoryId
        """;

    /// <summary>For each connection by itself, so that the index ends each of them after a few.</summary>
    private const string SelectFirst =
        "SELECT id FROM (SELECT id FROM profiles WHERE workspace_id = @Workspace AND connection_id = @Connection ORDER BY sort_name, id LIMIT @Limit) AS first";

    private const string NameHooks =
        "UPDATE hooks SET repository = @Shown WHERE workspace_id = @Workspace AND connection_id = @Connection AND repository_id = @RepositoryId";

    /// <summary>SQLite takes 500 in a statement.</summary>
    private const int MaxSelects = 100;

    private const string Delete = "DELETE FROM profiles WHERE id = @Id AND workspace_id = @Workspace";

    private const string Select =
        """
        SELECT id, workspace_id AS workspace, connection_id AS connection, profiles.name, branch, trigger_push, trigger_pull_request, trigger_drafts, trigger_forks, trigger_source, repository_problem,
               clone_url, created_at, repository_id AS id, repository AS name, project_id AS projectId, project, default_branch AS defaultBranch
        FROM profiles
        """;

    private const string Insert =
        """
        INSERT INTO profiles (id, workspace_id, connection_id, name, sort_name, repository_id, repository, project_id, project, default_branch,
                              branch, trigger_push, trigger_pull_request, trigger_drafts, trigger_forks, trigger_source, clone_url, created_at)
        VALUES (@Id, @Workspace, @Connection, @Name, @SortName, @RepositoryId, @RepositoryName, @ProjectId, @Project, @DefaultBranch,
                @Branch, @TriggerPush, @TriggerPullRequest, @TriggerDrafts, @TriggerForks, @TriggerSource, @CloneUrl, @CreatedAt)
        """;

    public const string TakePending =
        """
        UPDATE credentials
        SET pending = 0, expires_at = CASE WHEN account_id IS NULL THEN @ExpiresAt END,
            expiry_source = CASE WHEN account_id IS NULL AND @ExpiresAt IS NOT NULL THEN @ExpirySource END
        WHERE id = @Credential AND workspace_id = @Workspace AND binding = @Binding AND pending = 1
        """;

    public async Task<Result<BuildProfile>> CreateAsync(DraftId draft, Actor actor, CancellationToken cancellationToken)
    {
        ProfileCreation? made = null;
        var created = await database.WriteAsync(WriteAsync, cancellationToken);
        if (made is { Connection: var connection, Profile: var profile })
        {
            if (made.Before is { } before)
                await RecordReplacementAsync(before, connection, actor);
            else
                await changes.RecordAsync(AuditEvent.Of(AuditAction.ConnectionCreated, connection, actor) with { Account = connection.Facts.AccountName });
            await changes.RecordAsync(profile.ToAuditEvent(AuditAction.ProfileCreated, actor) with { Detail = profile.Repository.Name });
        }

        return created;

        async Task<Result<BuildProfile>> WriteAsync(DbSession session)
        {
            var found = await DraftStore.FindDraftAsync(session, draft, actor);
            if (!found.Succeeded)
                return found.Problem;
            if (found.Value.Profile is { } known)
                return (await FindProfileAsync(session, found.Value.Workspace, new ProfileId(known)))!;
            var finished = await FinishAsync(session, found.Value);
            made = finished.Value;
            return finished.Then<BuildProfile>(creation => creation.Profile);
        }
    }

    public Task<IReadOnlyList<BuildProfile>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => QueryProfilesAsync(session, SelectAll, new { Workspace = workspace }), cancellationToken);

    public Task<IReadOnlyList<ProfileCount>> CountAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<ProfileCount>(SelectCounts, new { Workspace = workspace }), cancellationToken);

    public Task<IReadOnlyList<BuildProfile>> ListAsync(WorkspaceId workspace, IReadOnlyList<ProfileId> profiles, CancellationToken cancellationToken) => profiles.Count == 0
        ? Task.FromResult<IReadOnlyList<BuildProfile>>([])
        : database.ReadAsync(session => QueryProfilesAsync(session, SelectSome, new { Workspace = workspace, Profiles = profiles }), cancellationToken);

    public async Task<IReadOnlyList<BuildProfile>> ListFirstAsync(WorkspaceId workspace, IReadOnlyList<ConnectionId> connections, int limit, CancellationToken cancellationToken)
    {
        if (connections.Count == 0)
            return [];
        return await database.ReadAsync(
            async session =>
            {
                var found = new List<BuildProfile>();
                foreach (var some in connections.Chunk(MaxSelects))
                {
                    var selects = some.Select((_, number) => SelectFirst.Replace("@Connection", $"@Connection{number}", StringComparison.Ordinal));
                    var sql = $"{Select} WHERE profiles.id IN ({string.Join(" UNION ALL ", selects)}) ORDER BY sort_name, profiles.id";
                    var parameters = some.Index().ToDictionary(item => $"Connection{item.Index}", item => (object)item.Item, StringComparer.Ordinal);
                    (parameters["Workspace"], parameters["Limit"]) = (workspace, limit);
                    found.AddRange(await QueryProfilesAsync(session, sql, parameters));
                }

                return found;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<BuildProfile>> ListOfRepositoriesAsync(WorkspaceId workspace, IReadOnlyList<Guid> repositories, CancellationToken cancellationToken) => repositories.Count == 0
        ? Task.FromResult<IReadOnlyList<BuildProfile>>([])
        : database.ReadAsync(
            session => QueryProfilesAsync(session, SelectOfRepositories, new { Workspace = workspace, Repositories = repositories }), cancellationToken);

    public Task<IReadOnlyList<BuildProfile>> ListOfConnectionAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        database.ReadAsync(session => QueryProfilesAsync(session, SelectOfConnection, new { Workspace = workspace, Connection = connection }), cancellationToken);

    public Task<BuildProfile?> FindAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => FindProfileAsync(session, workspace, id), cancellationToken);

    public Task<BuildProfile?> ChangeTriggerSourceAsync(WorkspaceId workspace, ProfileId id, TriggerSource source, CancellationToken cancellationToken) =>
        ChangeAsync(workspace, id, ChangeTriggerSource, profile => profile with { TriggerSource = source }, cancellationToken);

    public Task<BuildProfile?> ChangeTriggerDraftsAsync(WorkspaceId workspace, ProfileId id, bool triggerDrafts, CancellationToken cancellationToken) =>
        ChangeAsync(workspace, id, ChangeTriggerDrafts, profile => profile with { TriggerDrafts = triggerDrafts }, cancellationToken);

    public Task<BuildProfile?> ChangeTriggerForksAsync(WorkspaceId workspace, ProfileId id, bool triggerForks, CancellationToken cancellationToken) =>
        ChangeAsync(workspace, id, ChangeTriggerForks, profile => profile with { TriggerForks = triggerForks }, cancellationToken);

    public Task<Result<int>> MoveAsync(Connection from, Connection to, IReadOnlyDictionary<ProfileId, RepositoryChoice> repositories, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<int>>(
            async session => ConnectionChange.Find(to.Credential, await session.FindAsync<Connection>(ConnectionStore.Select, to)) is { } changed
                ? changed
                : await session.MoveAsync(from, to, repositories, time.GetUtcNow()),
            cancellationToken);

    public Task ChangeRepositoryAsync(BuildProfile changed, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var (repository, shown) = (changed.Repository, DesiredSubscriptions.Of(changed).Repository);
                await session.ExecuteAsync(ChangeRepository, changed, new { RepositoryId = repository.Id, repository.Name, repository.Project, repository.DefaultBranch });
                await session.ExecuteAsync(NameHooks, changed, new { RepositoryId = repository.Id, Shown = shown });
            },
            cancellationToken);

    public Task<BuildProfile?> DeleteAsync(WorkspaceId workspace, ProfileId id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var profile = await FindProfileAsync(session, workspace, id);
                if (profile is not null)
                    await session.ExecuteAsync(Delete, profile);
                return profile;
            },
            cancellationToken);

    public static Task<IReadOnlyList<BuildProfile>> QueryProfilesAsync(DbSession session, string sql, object? parameters = null) =>
        session.QueryAsync<BuildProfile, RepositoryChoice, BuildProfile>(
            sql, parameters, (profile, repository) => profile with { Repository = repository }, splitOn: "id");

    public static async Task<BuildProfile?> FindProfileAsync(DbSession session, WorkspaceId workspace, ProfileId id) =>
        (await QueryProfilesAsync(session, SelectOne, new { Workspace = workspace, Id = id })).SingleOrDefault();

    private Task<BuildProfile?> ChangeAsync(WorkspaceId workspace, ProfileId id, string sql, Func<BuildProfile, BuildProfile> change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (await FindProfileAsync(session, workspace, id) is not { } profile)
                    return null;
                var changed = change(profile);
                await session.ExecuteAsync(sql, changed);
                return changed;
            },
            cancellationToken);

    /// <summary>An account that the connection has already is the same credential.</summary>
    private Task RecordReplacementAsync(Connection before, Connection after, Actor actor) =>
        after.CredentialType == CredentialType.Token || after.CredentialType != before.CredentialType
            ? changes.RecordReplacementAsync(before, after, actor)
            : Task.CompletedTask;

    /// <returns>What was made, or whose connection is used.</returns>
    private async Task<Result<ProfileCreation>> FinishAsync(DbSession session, ConnectionDraft draft)
    {
        var creation = ProfileCreation.Of(draft, time.GetUtcNow());
        if (!creation.Succeeded)
            return creation.Problem;
        var (connection, profile) = creation.Value;
        if (!await TakePendingAsync(session, connection))
            return new Problem(ProblemCode.CredentialNeeded);
        var (used, before) = await ConnectionStore.ConnectAsync(session, connection);
        var chosen = profile.Repository;
        var columns = new { SortName = NaturalOrder.KeyOf(profile.Name), RepositoryId = chosen.Id, RepositoryName = chosen.Name, chosen.ProjectId, chosen.Project, chosen.DefaultBranch };
        await session.ExecuteAsync(Insert, profile with { Connection = used.Id }, columns);
        await session.ExecuteAsync(DraftStore.Finish, new { draft.Id, draft.Workspace, Profile = profile.Id, Now = time.GetUtcNow() });
        return new ProfileCreation(used, (await FindProfileAsync(session, draft.Workspace, profile.Id))!) { Before = before };
    }

    /// <returns>False when the pending credential is gone or bound to another target.</returns>
    private static async Task<bool> TakePendingAsync(DbSession session, Connection connection) =>
        await session.ExecuteAsync(TakePending, connection, new { connection.Target.Binding }) == 1;
}
