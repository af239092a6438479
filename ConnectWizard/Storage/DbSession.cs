using System.Data.Common;
using Dapper;

namespace ConnectWizard.Storage;

/// <summary>One operation's connection, transaction and cancellation, so that no statement forgets one of them.</summary>
internal sealed class DbSession(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
{
    /// <returns>The rows.</returns>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        [.. await connection.QueryAsync<T>(Command(sql, parameters))];

    /// <returns>The only row, or null; more than one is a bug.</returns>
    public Task<T?> FindAsync<T>(string sql, object? parameters = null) => connection.QuerySingleOrDefaultAsync<T?>(Command(sql, parameters));

    /// <returns>How many rows were touched.</returns>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(Command(sql, parameters));

    private CommandDefinition Command(string sql, object? parameters) => new(sql, parameters, transaction, cancellationToken: cancellationToken);
}
