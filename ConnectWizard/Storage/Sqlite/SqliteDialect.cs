using System.Data;
using System.Data.Common;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace ConnectWizard.Storage.Sqlite;

/// <summary>A file beside the process. Its write-ahead log lets readers in while somebody writes.</summary>
internal sealed class SqliteDialect : IDialect
{
    private readonly string _connectionString;

    static SqliteDialect() => Batteries.Init();

    public SqliteDialect(IOptions<StoreOptions> options)
    {
        var settings = SqliteConnectionText.Read(options.Value.ConnectionString);
        _connectionString = settings.ConnectionString;
        Name = settings.DataSource;
    }

    public string Name { get; }

    public DbConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        // secure_delete: a credential that was deleted leaves no copy in the file's free pages.
        // trusted_schema: a schema that somebody tampered with can call no function with side effects.
        connection.Execute($"PRAGMA busy_timeout = {Database.BusyMilliseconds}; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF");
        return connection;
    }

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Open());

    public ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false));

    public void ClearPool() => SqliteConnection.ClearPool(new SqliteConnection(_connectionString));

    public string SelectNow => "SELECT CAST((julianday('now') - julianday('1970-01-01')) * 86400000 AS INTEGER)";

    public string CountTables => "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = @Name";

    public void Prepare()
    {
        CreateFile();
        TurnOnWriteAheadLog();
    }

    public string Translate(string migration) => migration;

    public string? Explain(Exception exception) => exception is IOException or UnauthorizedAccessException or SqliteException
        ? $"the database {Name} cannot be used ({exception.Message.TrimEnd('.')})."
        : null;

    public ProblemCode? FindOutage(Exception exception) => exception is not SqliteException failure ? null : failure.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => ProblemCode.DatabaseFull,
        raw.SQLITE_READONLY => ProblemCode.DatabaseReadOnly,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
            or raw.SQLITE_NOMEM or raw.SQLITE_PERM => ProblemCode.DatabaseUnavailable,
        _ => null,
    };

    public string? MoveAside(Exception? reason)
    {
        const int Corrupt = 11, NotADatabase = 26;
        var isOutOfReach = reason is SqliteException { SqliteErrorCode: not (Corrupt or NotADatabase) } or UnauthorizedAccessException
            || (reason is IOException and not (FileNotFoundException or DirectoryNotFoundException));
        if (isOutOfReach || !File.Exists(Name))
            return null;
        ClearPool();
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            if (File.Exists(Name + suffix))
                File.Move(Name + suffix, $"{Name}.old{suffix}", overwrite: true);
        }

        return Name + ".old";
    }

    private void CreateFile()
    {
        if (File.Exists(Name))
            return;
        PrivateFiles.CreateFolderOf(Name);
        try
        {
            using var file = PrivateFiles.CreateNew(Name);
        }
        catch (IOException) when (File.Exists(Name))
        {
            // Another process was quicker, which is as good.
        }
    }

    // Kept in the file once it is on. It cannot be turned on inside a transaction.
    private void TurnOnWriteAheadLog()
    {
        using var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
    }
}

/// <summary>Reads <c>Store:ConnectionString</c>; empty means the default file.</summary>
internal static class SqliteConnectionText
{
    public static SqliteConnectionStringBuilder Read(string text)
    {
        var settings = new SqliteConnectionStringBuilder(text) { ForeignKeys = true };
        if (text.Length == 0)
            settings.DataSource = UserFolders.DefaultDatabase;
        return settings;
    }

    public static string? Fault(string text)
    {
        if (text.Length == 0)
        {
            return UserFolders.DefaultDatabase.Length > 0
                ? null
                : "this user has no folder for local application data, so name a file: Data Source=/path/connectwizard.db";
        }

        try
        {
            return new SqliteConnectionStringBuilder(text) switch
            {
                { DataSource: "" } => "no file is named; write Data Source=/path/connectwizard.db",
                { DataSource: ":memory:" } or { Mode: SqliteOpenMode.Memory } =>
                    "a database in memory would be another one for each operation; name a file.",
                { Mode: SqliteOpenMode.ReadOnly } => "a read-only database cannot keep anything; leave Mode out.",
                _ => null,
            };
        }
        catch (ArgumentException e)
        {
            return $"not a connection string of Microsoft.Data.Sqlite ({e.Message.TrimEnd('.')}).";
        }
    }
}
