using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ConnectWizard.Storage;

/// <summary>A folder for one test's database and key file, which lie apart; deleted afterwards.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("connectwizard-store-").FullName;

    public string DatabaseFile => Path.Combine(_root, "data", "connectwizard.db");

    public string KeyFile => Path.Combine(_root, "settings", "key");

    public string In(string name) => Path.Combine(_root, name);

    public Dictionary<string, string?> Settings(string? keyFile = null) => new(StringComparer.Ordinal)
    {
        ["Store:ConnectionString"] = $"Data Source={DatabaseFile};Pooling=False",
        ["Secrets:KeyFile"] = keyFile ?? KeyFile,
    };

    /// <summary>Runs SQL past the product: to look at what it stored, or to do harm.</summary>
    public IReadOnlyList<string> Sql(string sql)
    {
        using var connection = Open();
        return Read(connection, sql);
    }

    /// <summary>A connection that has the write-ahead log open: while it lives, what is written stays in the log.</summary>
    public SqliteConnection HoldLog()
    {
        var connection = Open();
        Read(connection, "SELECT name FROM sqlite_master");
        return connection;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
            values.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        return values;
    }

    private SqliteConnection Open()
    {
        SQLitePCL.Batteries.Init();
        var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        return connection;
    }
}
