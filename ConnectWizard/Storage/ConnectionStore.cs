using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

internal sealed class ConnectionStore(Database database, TimeProvider time) : IConnectionStore
{
    public Task<IReadOnlyList<Connection>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<Connection>(ConnectionSql.SelectAll, new { Workspace = workspace }), cancellationToken);

    public Task<Connection?> FindAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<Connection>(ConnectionSql.Select, new { Workspace = workspace, Id = id }), cancellationToken);

    public Task<Connection?> FindExistingAsync(WorkspaceId workspace, ServerTarget target, string accountId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindExistingAsync(workspace, target, accountId), cancellationToken);

    public Task RecordCheckAsync(
        WorkspaceId workspace, ConnectionId id, ConnectionHealth health, ProblemCode? problem, CheckedFacts? facts, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = workspace, Id = id, Health = health, Problem = problem, Facts = facts, CheckedAt = facts?.CheckedAt ?? time.GetUtcNow() };
        return database.WriteAsync(session => session.ExecuteAsync(ConnectionSql.RecordCheck, parameters), cancellationToken);
    }

    public Task RenameAsync(WorkspaceId workspace, ConnectionId id, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(ConnectionSql.Rename, new { Workspace = workspace, Id = id, Name = name }), cancellationToken);

    public Task<DeletionReceipt?> DeleteAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.FindAsync<Connection>(ConnectionSql.Select, new { Workspace = workspace, Id = id }) is { } connection
                ? await DeleteAsync(session, connection)
                : null,
            cancellationToken);

    private static async Task<DeletionReceipt?> DeleteAsync(DbSession session, Connection connection)
    {
        const string SelectNames = "SELECT name FROM profiles WHERE connection_id = @Id AND workspace_id = @Workspace ORDER BY name, id";
        var profiles = await session.QueryAsync<string>(SelectNames, connection);
        await session.ExecuteAsync("DELETE FROM profiles WHERE connection_id = @Id AND workspace_id = @Workspace", connection);
        await session.ExecuteAsync("DELETE FROM connections WHERE id = @Id AND workspace_id = @Workspace", connection);
        // An account's tokens are the account's, and stay: only what points to them goes.
        const string Delete = "DELETE FROM credentials WHERE id = @Credential AND workspace_id = @Workspace";
        var tokens = await session.ExecuteAsync(Delete + " AND account_id IS NULL", connection);
        await session.ExecuteAsync(Delete, connection);
        return new DeletionReceipt(connection.Name, profiles, tokens > 0);
    }
}
