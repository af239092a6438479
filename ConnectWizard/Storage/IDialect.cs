using System.Data.Common;

namespace ConnectWizard.Storage;

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

    string CountTables { get; }

    /// <summary>Makes what must be there before the first transaction, once at start.</summary>
    void Prepare();

    string Translate(string migration);

    /// <summary>Why the database cannot be used, as the end of a sentence that names its key; null for what is not the database's failure.</summary>
    string? Explain(Exception exception);

    /// <summary>Moves a store that can't be opened out of the way of a new one; one that is only busy or out of reach stays.</summary>
    /// <returns>Where it is now; null when it was not moved.</returns>
    string? MoveAside(Exception? reason);
}
