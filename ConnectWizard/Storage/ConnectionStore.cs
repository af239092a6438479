using ConnectWizard.Connections;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <inheritdoc />
internal sealed class ConnectionStore(Database database, TimeProvider time) : IConnectionStore
{
    public async Task<IReadOnlyList<Connection>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = workspace.Value.ToText() };
        var rows = await database.ReadAsync(session => session.QueryAsync<ConnectionRow>(ConnectionSql.SelectAll, parameters), cancellationToken);
        return [.. rows.Select(row => row.ToConnection())];
    }

    public async Task<Connection?> FindAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.FindConnectionAsync(workspace, id), cancellationToken))?.ToConnection();

    public async Task<Connection?> FindExistingAsync(WorkspaceId workspace, ServerTarget target, string accountId, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.FindExistingAsync(workspace, target, accountId), cancellationToken))?.ToConnection();

    public Task RecordCheckAsync(
        ConnectionId id, ConnectionHealth health, ProblemCode? problem, CheckedFacts? facts, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            Id = id.Value.ToText(),
            Health = health.ToString(),
            Problem = problem?.ToString(),
            Facts = facts is null ? null : RecordJson.Write(facts),
            CheckedAt = (facts?.CheckedAt ?? time.GetUtcNow()).ToMilliseconds(),
        };
        return database.WriteAsync(session => session.ExecuteAsync(ConnectionSql.RecordCheck, parameters), cancellationToken);
    }

    public Task<DeletionReceipt?> DeleteAsync(WorkspaceId workspace, ConnectionId id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.FindConnectionAsync(workspace, id) is { } row ? await DeleteAsync(session, row) : null,
            cancellationToken);

    /// <summary>Children first; drafts that became one of the profiles go with it.</summary>
    private static async Task<DeletionReceipt?> DeleteAsync(DbSession session, ConnectionRow row)
    {
        const string SelectNames = "SELECT name FROM profiles WHERE connection_id = @Id ORDER BY name, id";
        var profiles = await session.QueryAsync<string>(SelectNames, new { row.Id });
        await session.ExecuteAsync("DELETE FROM profiles WHERE connection_id = @Id", new { row.Id });
        await session.ExecuteAsync("DELETE FROM connections WHERE id = @Id", new { row.Id });
        // An account's tokens are the account's, and stay: only what points to them goes.
        var tokens = await session.ExecuteAsync("DELETE FROM credentials WHERE id = @CredentialId AND account_id IS NULL", new { row.CredentialId });
        await session.ExecuteAsync("DELETE FROM credentials WHERE id = @CredentialId", new { row.CredentialId });
        return new DeletionReceipt(row.Name, profiles, tokens > 0);
    }
}
