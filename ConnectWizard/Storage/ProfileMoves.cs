using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Storage;

/// <summary>Profiles whose repository is reached elsewhere or is called otherwise, each within its caller's transaction.</summary>
internal static class ProfileMoves
{
    private const string Rename =
        """
        UPDATE profiles SET repository = @Name, project_id = @ProjectId, project = @Project, clone_url = @CloneUrl
        WHERE id = @Id AND connection_id = @Connection AND workspace_id = @Workspace
        """;

    private const string RenameHooks =
        "UPDATE hooks SET repository = @Name WHERE connection_id = @Connection AND repository_id = @Repository AND workspace_id = @Workspace";

    private const string Move = "UPDATE profiles SET connection_id = @To WHERE id = @Id AND connection_id = @Connection AND workspace_id = @Workspace";

    /// <summary>What the other connection has, or other profiles of this one need, stays; what this one may be creating is planned anew.</summary>
    private const string MoveHooks =
        """
        UPDATE hooks SET connection_id = @To, tried_at = NULL
        WHERE workspace_id = @Workspace AND connection_id = @From AND repository_id = @Repository AND state IN ('Waiting', 'Working', 'Broken')
          AND NOT EXISTS (SELECT 1 FROM profiles WHERE profiles.connection_id = @From AND profiles.repository_id = hooks.repository_id)
          AND NOT EXISTS (SELECT 1 FROM hooks AS there WHERE there.connection_id = @To AND there.repository_id = hooks.repository_id)
        """;

    private const string MoveDeliveries =
        """
        UPDATE deliveries SET connection_id = @To
        WHERE workspace_id = @Workspace AND connection_id = @From AND repository_id = @Repository AND processed_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM profiles WHERE profiles.connection_id = @From AND profiles.repository_id = deliveries.repository_id)
        """;

    /// <returns>How many profiles were moved.</returns>
    public static async Task<int> MoveAsync(this DbSession session, Connection from, Connection to, IReadOnlyDictionary<ProfileId, RepositoryChoice> repositories, DateTimeOffset now)
    {
        var profiles = await ProfileStore.QueryProfilesAsync(session, ProfileStore.SelectOfConnection, new { from.Workspace, Connection = from.Id });
        BuildProfile[] moved = [.. profiles.Where(profile => repositories.ContainsKey(profile.Id))];
        foreach (var profile in moved)
        {
            await session.RenameRepositoryAsync(profile, to, repositories[profile.Id]);
            await session.ExecuteAsync(Move, profile, new { To = to.Id });
        }

        foreach (var repository in moved.Select(profile => profile.Repository.Id).Distinct())
        {
            var parameters = new { from.Workspace, From = from.Id, To = to.Id, Repository = repository };
            if (from.SharesCollectionWith(to))
                await session.ExecuteAsync(MoveHooks, parameters);
            await session.ExecuteAsync(MoveDeliveries, parameters);
        }

        await session.PlanHooksAsync(from.Workspace, from.Id, now);
        await session.PlanHooksAsync(to.Workspace, to.Id, now);
        return moved.Length;
    }

    /// <param name="connection">With its target as it is now.</param>
    /// <param name="repositories">As they are called there; others keep their names.</param>
    public static async Task RenameRepositoriesAsync(this DbSession session, Connection connection, IReadOnlyList<RepositoryChoice> repositories)
    {
        var profiles = await ProfileStore.QueryProfilesAsync(session, ProfileStore.SelectOfConnection, new { connection.Workspace, Connection = connection.Id });
        foreach (var profile in profiles)
        {
            var found = repositories.FirstOrDefault(repository => repository.Id == profile.Repository.Id) ?? profile.Repository;
            await session.RenameRepositoryAsync(profile, connection, found);
            await session.ExecuteAsync(RenameHooks, profile, new { Repository = found.Id, Name = $"{found.Project}/{found.Name}" });
        }
    }

    private static Task<int> RenameRepositoryAsync(this DbSession session, BuildProfile profile, Connection connection, RepositoryChoice found)
    {
        var columns = new { found.Name, found.ProjectId, found.Project, CloneUrl = ProfileCreation.CloneUrlOf(connection.Target, found) };
        return session.ExecuteAsync(Rename, profile, columns);
    }
}
