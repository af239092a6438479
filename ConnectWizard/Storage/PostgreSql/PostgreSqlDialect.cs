using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ConnectWizard.Storage.PostgreSql;

/// <summary>
/// A database on a PostgreSQL server, shared by all nodes. Writers take a lock that the database keeps for us instead of being repeated after
/// a conflict: work that runs once may do anything, many writers at once cannot starve each other, and transactions here are a few short
/// statements.
/// </summary>
internal sealed partial class PostgreSqlDialect : IDialect, IDisposable
{
    /// <summary>The number of our lock among the advisory locks of the database; the same in all versions.</summary>
    public const long WriterLock = 0x436F_6E6E_5769_7A64;

    // A node that stops in mid-transaction loses it, or it would stop all others as well.
    private static readonly string BecomeWriter = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SET LOCAL lock_timeout = {Database.BusyMilliseconds};
        SET LOCAL idle_in_transaction_session_timeout = {Database.BusyMilliseconds};
        SELECT pg_advisory_xact_lock({WriterLock})
        """);

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnectionStringBuilder _settings;

    public PostgreSqlDialect(IOptions<StoreOptions> options)
    {
        _settings = PostgreSqlConnectionText.Read(options.Value.ConnectionString);
        _source = NpgsqlDataSource.Create(_settings);
    }

    /// <summary>Database and server.</summary>
    public string Name => $"{_settings.Database} on {_settings.Host}";

    public DbConnection Open() => _source.OpenConnection();

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken);

    public void ClearPool() => _source.Clear();

    public string CountTables => "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @Name";

    /// <summary>
    /// READ COMMITTED, so that each statement sees what the writer before left; a stricter level would keep the state of the moment at which
    /// the wait for the lock began. The lock ends with the transaction.
    /// </summary>
    public async ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(BecomeWriter, transaction: transaction, cancellationToken: cancellationToken));
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>The server has the database already; whether it lets us in is seen by connecting.</summary>
    public void Prepare()
    {
    }

    /// <summary>Texts compare and sort by their bytes, as in SQLite, and not by the language that the database was made with.</summary>
    public string Translate(string migration) => TextColumn().Replace(migration, "TEXT COLLATE \"C\"");

    public string? Explain(Exception exception) =>
        PostgreSqlFailure.Explain(exception) is { } reason ? $"the database {Name} cannot be used: {reason}" : null;

    /// <summary>Whose database this is, is not for us to say.</summary>
    public string? MoveAside(Exception? reason) => null;

    public void Dispose() => _source.Dispose();

    [GeneratedRegex(@"\bTEXT\b", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex TextColumn();
}
