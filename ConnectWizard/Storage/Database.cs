using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.Storage;

/// <summary>One short-lived connection for each operation. Reading never waits for writing; writers queue, those of other nodes included.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore owns no handle, and a writer may still run when a failed start ends.")]
internal sealed class Database(IDialect dialect, DatabaseClock clock, StoreHealth health) : IStoreProbe
{
    // Writers of this process wait here without holding a thread or a connection; those of other processes wait in the database.
    private readonly SemaphoreSlim _oneWriter = new(1, 1);

    static Database() => ColumnTypes.Register();

    public const int BusyMilliseconds = 10_000;

    /// <summary>Runs queries without a transaction; again where the connection was lost.</summary>
    /// <exception cref="StoreUnavailableException">The database can't be used.</exception>
    public async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var result = await ReadOnceAsync(work, cancellationToken);
            health.Succeed(isWrite: false);
            return result;
        }
        catch (Exception e) when (dialect.FindOutage(e) is { } code)
        {
            throw health.Fail(code, e);
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> once, in one transaction that is the only writer from its first statement. An exception undoes all of it. What runs
    /// under a lease writes nothing once that was taken by another.
    /// </summary>
    /// <exception cref="OperationCanceledException">The lease was lost.</exception>
    /// <exception cref="StoreUnavailableException">The database can't be used. Nothing was stored, unless the connection was lost while it committed.</exception>
    public async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await WriteInTurnAsync(work, dialect.FindOutage, cancellationToken);
        health.Succeed(isWrite: true);
        return result;
    }

    public Task WriteAsync(Func<DbSession, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await work(session);
                return true;
            },
            cancellationToken);

    /// <summary>As <see cref="WriteAsync{T}"/>, at start: what fails is the start's to tell.</summary>
    public Task<T> WriteOnceAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken) => WriteInTurnAsync(work, _ => null, cancellationToken);

    private async Task<T> WriteInTurnAsync<T>(Func<DbSession, Task<T>> work, Func<Exception, ProblemCode?> findOutage, CancellationToken cancellationToken)
    {
        var failures = health.Failures;
        await _oneWriter.WaitAsync(cancellationToken);
        try
        {
            health.ThrowIfFailedSince(failures);
            await using var connection = await dialect.OpenAsync(cancellationToken);
            await using var transaction = new WriteTransaction(await BeginWriteAsync(connection, cancellationToken));
            var session = new DbSession(connection, transaction.Inner, clock, cancellationToken);
            if (LeasedWork.Current is { } leased && !await LeaseStore.IsHeldAsync(session, leased.Lease))
                await leased.EndAsync();
            var result = await work(session);
            await transaction.Inner.CommitAsync(cancellationToken);
            return result;
        }
        catch (Exception e) when (findOutage(e) is { } code)
        {
            // Before the next writer's turn: who waited doesn't try for itself.
            throw health.Fail(code, e);
        }
        finally
        {
            _oneWriter.Release();
        }
    }

    public DbConnection Open() => dialect.Open();

    /// <summary>For the key ring, whose interface is synchronous.</summary>
    public T Run<T>(Func<DbConnection, T> work)
    {
        try
        {
            using var connection = dialect.Open();
            return work(connection);
        }
        catch (Exception e) when (dialect.FindOutage(e) is { } code)
        {
            throw health.Fail(code, e);
        }
    }

    public async Task<bool> IsAvailableAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(session => session.FindAsync<long>("SELECT 1"), cancellationToken) == 1;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task<T> ReadOnceAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await dialect.OpenAsync(cancellationToken);
        var session = new DbSession(connection, null, clock, cancellationToken);
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

    /// <summary>A transaction that the database has ended by itself, as SQLite does on a full disk, can't be undone again: the first error is the one to tell.</summary>
    private sealed record WriteTransaction(DbTransaction Inner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await Inner.DisposeAsync();
            }
            catch (DbException)
            {
                // Nothing was stored, either way.
            }
        }
    }
}

/// <summary>The one clock that all nodes share: it decides when a lease or a claim has run out.</summary>
internal class DatabaseClock(IDialect dialect)
{
    public virtual Task<DateTimeOffset> ReadAsync(DbSession session) => session.FindAsync<DateTimeOffset>(dialect.SelectNow);
}

/// <summary>What differs between the databases. Everything else is the same SQL for all of them.</summary>
internal interface IDialect
{
    /// <summary>The database in messages and logs, without user and password.</summary>
    string Name { get; }

    /// <summary>Opens a connection; the key ring, whose interface is synchronous, uses it as it is.</summary>
    DbConnection Open();

    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction that is the only writer of all nodes. Waits up to <see cref="Database.BusyMilliseconds"/> for the one before.</summary>
    /// <exception cref="DbException">The other one did not end in time.</exception>
    ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    void ClearPool();

    /// <summary>Selects the database's time in milliseconds since 1970-01-01 UTC, not that at which a transaction began.</summary>
    string SelectNow { get; }

    string CountTables { get; }

    /// <summary>Makes what must be there before the first transaction, once at start.</summary>
    void Prepare();

    string Translate(string migration);

    /// <summary>Why the database cannot be used, as the end of a sentence that names its key; null for what is not the database's failure.</summary>
    string? Explain(Exception exception);

    /// <summary>Whether the database as a whole can't be used, and how; null for a failure of one statement.</summary>
    ProblemCode? FindOutage(Exception exception);

    /// <summary>Moves a store that can't be opened out of the way of a new one; one that is only busy or out of reach stays.</summary>
    /// <returns>Where it is now; null when it was not moved.</returns>
    string? MoveAside(Exception? reason);
}
