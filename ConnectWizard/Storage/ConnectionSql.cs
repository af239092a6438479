using ConnectWizard.Connections;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <summary>The statements about connections, and the look-ups that other stores need as well.</summary>
internal static class ConnectionSql
{
    public const string SelectAll = $"SELECT {ConnectionRow.Columns} FROM connections WHERE workspace_id = @Workspace ORDER BY name, created_at, id";

    public const string Insert =
        $"""
        INSERT INTO connections ({ConnectionRow.Columns})
        VALUES (@Id, @WorkspaceId, @Name, @Scheme, @Host, @Port, @VirtualDirectory, @Collection, @Binding, @AccountId, @CredentialId,
                @Facts, @Health, @LastProblem, @CreatedAt, @CheckedAt, @Provider)
        """;

    /// <summary>A newer credential and what its check found out; name and age stay.</summary>
    public const string Renew =
        """
        UPDATE connections
        SET credential_id = @CredentialId, facts = @Facts, health = @Health, last_problem = @LastProblem, checked_at = @CheckedAt
        WHERE id = @Id
        """;

    public const string RecordCheck =
        """
        UPDATE connections
        SET health = @Health, last_problem = @Problem, facts = COALESCE(@Facts, facts), checked_at = @CheckedAt
        WHERE id = @Id
        """;

    private const string Select = $"SELECT {ConnectionRow.Columns} FROM connections WHERE workspace_id = @Workspace AND id = @Id";

    private const string SelectExisting =
        $"SELECT {ConnectionRow.Columns} FROM connections WHERE workspace_id = @Workspace AND binding = @Binding AND account_id = @Account";

    public static Task<ConnectionRow?> FindConnectionAsync(this DbSession session, WorkspaceId workspace, ConnectionId id) =>
        session.FindAsync<ConnectionRow>(Select, new { Workspace = workspace.Value.ToText(), Id = id.Value.ToText() });

    public static Task<ConnectionRow?> FindExistingAsync(this DbSession session, WorkspaceId workspace, ServerTarget target, string accountId) =>
        session.FindAsync<ConnectionRow>(SelectExisting, new { Workspace = workspace.Value.ToText(), target.Binding, Account = accountId });
}
