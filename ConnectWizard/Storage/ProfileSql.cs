using ConnectWizard.Connections;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <summary>The statements about profiles, and the two steps that finishing a draft takes before there is one.</summary>
internal static class ProfileSql
{
    public const string SelectAll = $"SELECT {ProfileRow.Columns} FROM profiles WHERE workspace_id = @Workspace ORDER BY name, created_at, id";

    public const string SelectOfConnection =
        $"SELECT {ProfileRow.Columns} FROM profiles WHERE connection_id = @Connection ORDER BY name, created_at, id";

    public const string Select = $"SELECT {ProfileRow.Columns} FROM profiles WHERE id = @Id";

    public const string SelectInWorkspace = $"SELECT {ProfileRow.Columns} FROM profiles WHERE workspace_id = @Workspace AND id = @Id";

    public const string Insert =
        $"""
        INSERT INTO profiles ({ProfileRow.Columns})
        VALUES (@Id, @WorkspaceId, @ConnectionId, @Name, @RepositoryId, @Repository, @ProjectId, @Project, @DefaultBranch, @Branch,
                @TriggerPush, @TriggerPullRequest, @TriggerSource, @CloneUrl, @CreatedAt)
        """;

    public const string ChangeTriggerSource = "UPDATE profiles SET trigger_source = @TriggerSource WHERE id = @Id";

    public const string Delete = "DELETE FROM profiles WHERE id = @Id";

    private const string TakePending = "UPDATE credentials SET pending = 0 WHERE id = @Id AND binding = @Binding AND pending = 1";

    /// <summary>Makes a pending credential one that a connection uses.</summary>
    /// <returns>False when it is gone or bound to another target.</returns>
    public static async Task<bool> TakePendingAsync(this DbSession session, CredentialId id, ServerTarget target) =>
        await session.ExecuteAsync(TakePending, new { Id = id.Value.ToText(), target.Binding }) == 1;

    /// <summary>Stores a connection, or renews the one to the same target by the same account and deletes its older credential.</summary>
    /// <returns>The connection that now has the credential.</returns>
    public static async Task<ConnectionId> ConnectAsync(this DbSession session, Connection connection)
    {
        var row = ConnectionRow.Of(connection);
        if (await session.FindExistingAsync(connection.Workspace, connection.Target, connection.Facts.AccountId) is not { } twin)
        {
            await session.ExecuteAsync(ConnectionSql.Insert, row);
            return connection.Id;
        }

        await session.ExecuteAsync(
            ConnectionSql.Renew, new { twin.Id, row.CredentialId, row.Facts, row.Health, row.LastProblem, row.CheckedAt });
        await session.ExecuteAsync("DELETE FROM credentials WHERE id = @CredentialId", new { twin.CredentialId });
        return new ConnectionId(Guid.Parse(twin.Id));
    }
}
