using System.Data.Common;

namespace ConnectWizard.Storage;

/// <summary>What differs between the databases. Everything else is the same SQL for all of them.</summary>
internal interface IDialect
{
    /// <summary>The database, as messages and logs name it; without user and password.</summary>
    string Name { get; }

    /// <summary>Opens a connection; the key ring, whose interface is synchronous, uses it as it is.</summary>
    DbConnection Open();

    /// <summary>Opens a connection for one operation.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Begins a transaction that is the only writer of all nodes until it ends. Waits up to <see cref="Database.BusyMilliseconds"/> for the
    /// one before it.
    /// </summary>
    /// <exception cref="DbException">The other one did not end in time.</exception>
    ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Gives up the connections that rest in the pool.</summary>
    void ClearPool();

    /// <summary>A query that counts the tables of the name <c>@Name</c>.</summary>
    string CountTables { get; }

    /// <summary>Makes what must be there before the first transaction, once at start.</summary>
    void Prepare();

    /// <summary>A step of the schema in this database's words.</summary>
    string Translate(string migration);

    /// <summary>Why the database cannot be used, as the end of a sentence that names its key; null for what is not the database's failure.</summary>
    string? Explain(Exception exception);

    /// <summary>Moves a store that can't be opened out of the way of a new one.</summary>
    /// <param name="reason">Why it can't be opened; a store that is only busy or out of reach stays.</param>
    /// <returns>Where it is now; null when it was not moved.</returns>
    string? MoveAside(Exception? reason);
}
