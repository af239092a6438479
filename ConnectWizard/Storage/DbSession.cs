using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;

namespace ConnectWizard.Storage;

/// <summary>One operation's connection, transaction and cancellation, so that no statement forgets one of them.</summary>
internal sealed partial class DbSession(DbConnection connection, DbTransaction? transaction, DatabaseClock clock, CancellationToken cancellationToken)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();
    private static readonly FrozenDictionary<string, object> NoValues = FrozenDictionary<string, object>.Empty;
    private static readonly ConcurrentDictionary<string, FrozenSet<string>> Names = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        [.. await connection.QueryAsync<T>(Command(sql, parameters))];

    /// <returns>Rows of two objects each; the second one begins at the column <paramref name="splitOn"/>.</returns>
    public async Task<IReadOnlyList<T>> QueryAsync<TFirst, TSecond, T>(string sql, object? parameters, Func<TFirst, TSecond, T> map, string splitOn) =>
        [.. await connection.QueryAsync(Command(sql, parameters), map, splitOn)];

    /// <returns>The only row, or null; more than one is a bug.</returns>
    public Task<T?> FindAsync<T>(string sql, object? parameters = null) => connection.QuerySingleOrDefaultAsync<T?>(Command(sql, parameters));

    /// <param name="parameters">Objects whose properties the statement names; of two with one name the later counts.</param>
    /// <returns>How many rows were touched.</returns>
    public Task<int> ExecuteAsync(string sql, params object?[] parameters) => connection.ExecuteAsync(Command(sql, parameters));

    public Task<DateTimeOffset> NowAsync() => clock.ReadAsync(this);

    private CommandDefinition Command(string sql, params object?[] parameters)
    {
        var (expanded, values) = ParametersOf(sql, parameters.OfType<object>());
        return new CommandDefinition(expanded, values, transaction, cancellationToken: cancellationToken);
    }

    /// <summary>A list becomes a parameter for each element, on both databases: <c>IN @Names</c>. An empty one is the caller's to avoid.</summary>
    private static (string Sql, DynamicParameters Values) ParametersOf(string sql, IEnumerable<object> sources)
    {
        var (expanded, parameters) = (sql, new DynamicParameters());
        var names = Names.GetOrAdd(sql, text => Parameter().Matches(text).Select(match => match.Groups["name"].Value).ToFrozenSet(StringComparer.Ordinal));
        foreach (var source in sources)
        {
            foreach (var (name, value) in source as IReadOnlyDictionary<string, object> ?? NoValues)
                parameters.AddValue(name, value, value.GetType());
            foreach (var property in Properties.GetOrAdd(source.GetType(), type => type.GetProperties()).Where(property => names.Contains(property.Name)))
            {
                var value = property.GetValue(source);
                if (value is IEnumerable list && sql.Contains($"IN @{property.Name}", StringComparison.Ordinal))
                    expanded = expanded.Replace($"@{property.Name}", Expand(property.Name, [.. list.Cast<object>()], parameters), StringComparison.Ordinal);
                else
                    parameters.AddValue(property.Name, value, property.PropertyType);
            }
        }

        return (expanded, parameters);
    }

    private static string Expand(string name, IReadOnlyList<object> list, DynamicParameters parameters)
    {
        foreach (var (number, element) in list.Index())
            parameters.AddValue($"{name}{number}", element, element.GetType());
        return $"({string.Join(", ", Enumerable.Range(0, list.Count).Select(number => $"@{name}{number}"))})";
    }

    [GeneratedRegex(@"@(?<name>\w+)", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Parameter();
}
