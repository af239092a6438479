using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ConnectWizard.Storage;

/// <summary>A store in SQLite: a file.</summary>
internal sealed class StoreFolder : StorePlace
{
    public string DatabaseFile => In(Path.Combine("data", "connectwizard.db"));

    public override string Name => DatabaseFile;

    protected override StoreProvider Provider => StoreProvider.Sqlite;

    protected override string SelectColumns =>
        "SELECT tables.name || '.' || columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' ORDER BY tables.name, columns.cid";

    protected override string ConnectionString => $"Data Source={DatabaseFile};Pooling=False";

    /// <summary>A connection that has the write-ahead log open: while it lives, what is written stays in the log.</summary>
    public DbConnection HoldLog()
    {
        var connection = Open();
        Read(connection, "SELECT name FROM sqlite_master");
        return connection;
    }

    /// <summary>Keeps everybody else from writing, until it is disposed of.</summary>
    public DbConnection Lock()
    {
        var connection = Open();
        Read(connection, "BEGIN IMMEDIATE");
        return connection;
    }

    public override void CopyFrom(StorePlace other)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(((StoreFolder)other).DatabaseFile)!))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    public override void Break(string table) => Sql($"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END");

    protected override DbConnection Open()
    {
        SQLitePCL.Batteries.Init();
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        return connection;
    }
}
