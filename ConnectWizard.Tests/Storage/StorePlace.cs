using System.Data.Common;
using System.Globalization;

namespace ConnectWizard.Storage;

/// <summary>Where one test's store is: a database, and apart from it a folder with the key file; both are deleted afterwards.</summary>
internal abstract class StorePlace : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("connectwizard-store-").FullName;

    /// <summary>The database, as messages name it.</summary>
    public abstract string Name { get; }

    public string KeyFile => In(Path.Combine("settings", "key"));

    protected abstract StoreProvider Provider { get; }

    protected abstract string ConnectionString { get; }

    /// <summary>Selects <c>table.column</c> of all tables.</summary>
    protected abstract string SelectColumns { get; }

    public static StorePlace On(StoreProvider provider) => provider switch
    {
        StoreProvider.Sqlite => new StoreFolder(),
        StoreProvider.PostgreSql => new StoreServer(),
    };

    public string In(string name) => Path.Combine(_root, name);

    public Dictionary<string, string?> Settings(string? keyFile = null) => new(StringComparer.Ordinal)
    {
        ["Store:Provider"] = Provider.ToString(),
        ["Store:ConnectionString"] = ConnectionString,
        ["Secrets:KeyFile"] = keyFile ?? KeyFile,
    };

    /// <summary>Runs SQL past the product: to look at what it stored, or to do harm.</summary>
    public IReadOnlyList<string> Sql(string sql)
    {
        using var connection = Open();
        return Read(connection, sql);
    }

    /// <summary>All rows of the tables, each as one text that begins with the table's name.</summary>
    public IReadOnlyList<string> Rows(params string[] tables)
    {
        using var connection = Open();
        var columns = Read(connection, SelectColumns).Select(column => column.Split('.')).ToLookup(column => column[0], column => column[1], StringComparer.Ordinal);
        return
        [
            .. columns.Where(table => tables.Length == 0 || tables.Contains(table.Key, StringComparer.Ordinal)).OrderBy(table => table.Key, StringComparer.Ordinal).SelectMany(table =>
                Read(connection, $"SELECT '{table.Key}' || {string.Concat(table.Select(name => $"'|' || COALESCE(CAST({name} AS TEXT), '') || "))}'' FROM {table.Key} ORDER BY 1")),
        ];
    }

    /// <summary>The tables with one of these columns.</summary>
    public IReadOnlyList<string> TablesWith(params string[] columns)
    {
        using var connection = Open();
        return [.. Read(connection, SelectColumns).Select(column => column.Split('.')).Where(column => columns.Contains(column[1], StringComparer.Ordinal)).Select(column => column[0]).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Makes this database a copy of another one of its kind, which nobody uses now.</summary>
    public abstract void CopyFrom(StorePlace other);

    /// <summary>Makes each insertion into a table fail.</summary>
    public abstract void Break(string table);

    public virtual void Dispose() => Directory.Delete(_root, recursive: true);

    protected static List<string> Read(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
            values.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        return values;
    }

    protected abstract DbConnection Open();
}
