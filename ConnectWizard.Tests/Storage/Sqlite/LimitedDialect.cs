using System.Data.Common;
using ConnectWizard.Connections;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConnectWizard.Storage.Sqlite;

/// <summary>What is wrong with the database.</summary>
internal enum Limit
{
    None,
    Full,
    ReadOnly,
    Away,
}

/// <summary>SQLite whose disk a test fills, or takes away; the errors are SQLite's own.</summary>
internal sealed class LimitedDialect(SqliteDialect inner) : IDialect
{
    public Limit Limit { get; set; }

    /// <summary>What opening a connection waits for.</summary>
    public Task Opening { get; set; } = Task.CompletedTask;

    /// <summary>How often a connection was opened.</summary>
    public int Opened { get; private set; }

    public string Name => inner.Name;

    public string CountTables => inner.CountTables;

    public string SelectNow => inner.SelectNow;

    public DbConnection Open()
    {
        Opened++;
        if (Limit == Limit.Away)
            new SqliteConnection("Data Source=/nowhere/connectwizard.db;Mode=ReadWrite").Open();
        var connection = inner.Open();
        // A page count below what there is counts as what there is.
        if (Limit == Limit.Full)
            connection.Execute("PRAGMA max_page_count = 1");
        if (Limit == Limit.ReadOnly)
            connection.Execute("PRAGMA query_only = ON");
        return connection;
    }

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await Opening;
        return Open();
    }

    public ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) => inner.BeginWriteAsync(connection, cancellationToken);

    public void ClearPool() => inner.ClearPool();

    public void Prepare() => inner.Prepare();

    public string Translate(string migration) => inner.Translate(migration);

    public string? Explain(Exception exception) => inner.Explain(exception);

    public ProblemCode? FindOutage(Exception exception) => inner.FindOutage(exception);

    public string? MoveAside(Exception? reason) => inner.MoveAside(reason);
}
