using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Storage;

internal static class ProfileSql
{
    public const string SelectAll = $"{Select} WHERE workspace_id = @Workspace ORDER BY profiles.name, created_at, profiles.id";

    public const string SelectOfConnection = $"{Select} WHERE workspace_id = @Workspace AND connection_id = @Connection ORDER BY profiles.name, created_at, profiles.id";

    public const string SelectOne = $"{Select} WHERE workspace_id = @Workspace AND profiles.id = @Id";

    public const string SelectWithTriggers = $"{Select} WHERE trigger_source <> 'None' ORDER BY connection_id, repository_id, profiles.id";

    public const string ChangeTriggerSource = "UPDATE profiles SET trigger_source = @TriggerSource WHERE id = @Id AND workspace_id = @Workspace";

    public const string Delete = "DELETE FROM profiles WHERE id = @Id AND workspace_id = @Workspace";

    private const string Select =
        """
        SELECT id, workspace_id AS workspace, connection_id AS connection, profiles.name, branch, trigger_push, trigger_pull_request, trigger_source,
               clone_url, created_at, repository_id AS id, repository AS name, project_id AS projectId, project, default_branch AS defaultBranch
        FROM profiles
        """;

    private const string Insert =
        """
        INSERT INTO profiles (id, workspace_id, connection_id, name, repository_id, repository, project_id, project, default_branch,
                              branch, trigger_push, trigger_pull_request, trigger_source, clone_url, created_at)
        VALUES (@Id, @Workspace, @Connection, @Name, @RepositoryId, @RepositoryName, @ProjectId, @Project, @DefaultBranch,
                @Branch, @TriggerPush, @TriggerPullRequest, @TriggerSource, @CloneUrl, @CreatedAt)
        """;

    public static Task<IReadOnlyList<BuildProfile>> QueryProfilesAsync(this DbSession session, string sql, object? parameters = null) =>
        session.QueryAsync<BuildProfile, RepositoryChoice, BuildProfile>(
            sql, parameters, (profile, repository) => profile with { Repository = repository }, splitOn: "id");

    public static async Task<BuildProfile?> FindProfileAsync(this DbSession session, WorkspaceId workspace, ProfileId id) =>
        (await session.QueryProfilesAsync(SelectOne, new { Workspace = workspace, Id = id })).SingleOrDefault();

    public static Task<int> InsertProfileAsync(this DbSession session, BuildProfile profile) => session.ExecuteAsync(Insert, new
    {
        profile.Id,
        profile.Workspace,
        profile.Connection,
        profile.Name,
        RepositoryId = profile.Repository.Id,
        RepositoryName = profile.Repository.Name,
        profile.Repository.ProjectId,
        profile.Repository.Project,
        profile.Repository.DefaultBranch,
        profile.Branch,
        profile.TriggerPush,
        profile.TriggerPullRequest,
        profile.TriggerSource,
        profile.CloneUrl,
        profile.CreatedAt,
    });
}
