using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace ConnectWizard.Storage;

/// <summary>One short-lived connection for each operation. Reading never waits for writing; writers queue, those of other nodes included.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore owns no handle, and a writer may still run when a failed start ends.")]
internal sealed class Database(IDialect dialect)
{
    // Writers of this process wait here without holding a thread or a connection; those of other processes wait in the database.
    private readonly SemaphoreSlim _oneWriter = new(1, 1);

    static Database() => ColumnTypes.Register();

    public const int BusyMilliseconds = 10_000;

    /// <summary>Runs queries without a transaction; again where the connection was lost.</summary>
    public async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var connection = await dialect.OpenAsync(cancellationToken);
        var session = new DbSession(connection, null, cancellationToken);
        try
        {
            return await work(session);
        }
        catch (DbException) when (connection.State != ConnectionState.Open)
        {
            await ReopenAsync(connection, cancellationToken);
            return await work(session);
        }
    }

    /// <summary>Runs <paramref name="work"/> once, in one transaction that is the only writer from its first statement. An exception undoes all of it.</summary>
    public async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await _oneWriter.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await dialect.OpenAsync(cancellationToken);
            await using var transaction = await BeginWriteAsync(connection, cancellationToken);
            var result = await work(new DbSession(connection, transaction, cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            _oneWriter.Release();
        }
    }

    public Task WriteAsync(Func<DbSession, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await work(session);
                return true;
            },
            cancellationToken);

    public DbConnection Open() => dialect.Open();

    private async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await dialect.BeginWriteAsync(connection, cancellationToken);
        }
        catch (DbException) when (connection.State != ConnectionState.Open)
        {
            await ReopenAsync(connection, cancellationToken);
            return await dialect.BeginWriteAsync(connection, cancellationToken);
        }
    }

    // A connection that rested in the pool may have been cut: by a restart, a failover, a firewall. The others there are given up with it.
    private async Task ReopenAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await connection.CloseAsync();
        dialect.ClearPool();
        await connection.OpenAsync(cancellationToken);
    }
}
