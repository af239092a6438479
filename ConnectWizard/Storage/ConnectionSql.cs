using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

internal static class ConnectionSql
{
    public const string Columns =
        "id, workspace_id AS workspace, name, target, credential_id AS credential, facts, health, last_problem, created_at, checked_at";

    public const string SelectAll = $"SELECT {Columns} FROM connections WHERE workspace_id = @Workspace ORDER BY name, created_at, id";

    public const string Select = $"SELECT {Columns} FROM connections WHERE workspace_id = @Workspace AND id = @Id";

    public const string SelectExisting =
        $"SELECT {Columns} FROM connections WHERE workspace_id = @Workspace AND binding = @Binding AND account_id = @AccountId";

    public const string RecordCheck =
        """
        UPDATE connections
        SET health = @Health, last_problem = @Problem, facts = COALESCE(@Facts, facts), checked_at = @CheckedAt
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    public const string Rename = "UPDATE connections SET name = @Name WHERE id = @Id AND workspace_id = @Workspace";

    private const string Insert =
        """
        INSERT INTO connections (id, workspace_id, name, target, binding, account_id, credential_id, facts, health, last_problem, created_at, checked_at)
        VALUES (@Id, @Workspace, @Name, @Target, @Binding, @AccountId, @Credential, @Facts, @Health, @LastProblem, @CreatedAt, @CheckedAt)
        """;

    private const string Renew =
        """
        UPDATE connections
        SET credential_id = @Credential, facts = @Facts, health = @Health, last_problem = @LastProblem, checked_at = @CheckedAt
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    private const string DeleteCredential = "DELETE FROM credentials WHERE id = @Credential AND workspace_id = @Workspace";

    public static Task<Connection?> FindExistingAsync(this DbSession session, WorkspaceId workspace, ServerTarget target, string accountId) =>
        session.FindAsync<Connection>(SelectExisting, new { Workspace = workspace, target.Binding, AccountId = accountId });

    /// <summary>Stores a connection, or renews the one to the same target by the same account and deletes its older credential.</summary>
    public static async Task<ConnectionId> ConnectAsync(this DbSession session, Connection connection)
    {
        var existing = await session.FindExistingAsync(connection.Workspace, connection.Target, connection.Facts.AccountId);
        await session.ExecuteAsync(existing is null ? Insert : Renew, new
        {
            Id = existing?.Id ?? connection.Id,
            connection.Workspace,
            connection.Name,
            connection.Target,
            connection.Target.Binding,
            connection.Facts.AccountId,
            connection.Credential,
            connection.Facts,
            connection.Health,
            connection.LastProblem,
            connection.CreatedAt,
            connection.CheckedAt,
        });
        if (existing is not null)
            await session.ExecuteAsync(DeleteCredential, new { existing.Credential, existing.Workspace });
        return existing?.Id ?? connection.Id;
    }
}
