using System.Data;
using System.Diagnostics.CodeAnalysis;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage;

/// <summary>
/// Opens the database: one short-lived connection for each operation. Reading never waits for writing (write-ahead log); writers queue.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore owns no handle, and a writer may still run when a failed start ends.")]
internal sealed class Database
{
    private readonly string _connectionString;

    // Writers of this process wait here without holding a thread; those of other processes wait in SQLite, up to BusyMilliseconds.
    private readonly SemaphoreSlim _oneWriter = new(1, 1);

    static Database()
    {
        SQLitePCL.Batteries.Init();
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    public Database(IOptions<StoreOptions> options)
    {
        var text = options.Value.ConnectionString;
        var settings = new SqliteConnectionStringBuilder(text) { ForeignKeys = true };
        if (text.Length == 0)
            settings.DataSource = UserFolders.DefaultDatabase;
        _connectionString = settings.ConnectionString;
        File = settings.DataSource;
    }

    /// <summary>How long SQLite waits for a writer in another process.</summary>
    public const int BusyMilliseconds = 10_000;

    /// <summary>The database file, as messages name it.</summary>
    public string File { get; }

    /// <summary>Runs queries without a transaction: each sees the state of its own moment.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var connection = Open();
        return await work(new Session(connection, null, cancellationToken));
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction that is the only writer from its first statement (BEGIN IMMEDIATE), so what it reads
    /// cannot change before it writes. An exception undoes all of it.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await _oneWriter.WaitAsync(cancellationToken);
        try
        {
            await using var connection = Open();
            await using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            var result = await work(new Session(connection, transaction, cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            _oneWriter.Release();
        }
    }

    /// <summary>The same for work without a result.</summary>
    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await work(session);
                return true;
            },
            cancellationToken);

    /// <summary>Opens a connection; the key ring, whose interface is synchronous, uses it as it is.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        // secure_delete: a credential that was deleted leaves no copy in the file's free pages.
        connection.Execute($"PRAGMA busy_timeout = {BusyMilliseconds}; PRAGMA secure_delete = ON");
        return connection;
    }
}
