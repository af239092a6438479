using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Dapper;

namespace ConnectWizard.Storage;

/// <summary>One operation's connection, transaction and cancellation, so that no statement forgets one of them.</summary>
internal sealed class DbSession(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        [.. await connection.QueryAsync<T>(Command(sql, parameters))];

    /// <returns>Rows of two objects each; the second one begins at the column <paramref name="splitOn"/>.</returns>
    public async Task<IReadOnlyList<T>> QueryAsync<TFirst, TSecond, T>(string sql, object? parameters, Func<TFirst, TSecond, T> map, string splitOn) =>
        [.. await connection.QueryAsync(Command(sql, parameters), map, splitOn)];

    /// <returns>The only row, or null; more than one is a bug.</returns>
    public Task<T?> FindAsync<T>(string sql, object? parameters = null) => connection.QuerySingleOrDefaultAsync<T?>(Command(sql, parameters));

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(Command(sql, parameters));

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters is null ? null : ParametersOf(sql, parameters), transaction, cancellationToken: cancellationToken);

    private static DynamicParameters ParametersOf(string sql, object source)
    {
        var parameters = new DynamicParameters();
        foreach (var property in Properties.GetOrAdd(source.GetType(), type => type.GetProperties()))
        {
            if (sql.Contains('@' + property.Name, StringComparison.Ordinal))
                parameters.AddValue(property.Name, property.GetValue(source), property.PropertyType);
        }

        return parameters;
    }
}
