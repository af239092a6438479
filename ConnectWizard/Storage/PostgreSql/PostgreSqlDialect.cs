using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ConnectWizard.Storage.PostgreSql;

/// <summary>
/// A PostgreSQL server shared by all nodes. Writers take an advisory lock instead of retrying after conflicts: work runs once, and transactions
/// are short.
/// </summary>
internal sealed partial class PostgreSqlDialect : IDialect, IDisposable
{
    /// <summary>Among the advisory locks of the database; the same in all versions.</summary>
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

    public string Name => $"{_settings.Database} on {_settings.Host}";

    public DbConnection Open() => _source.OpenConnection();

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken);

    public void ClearPool() => _source.Clear();

    public string CountTables => "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @Name";

    /// <summary>READ COMMITTED: a stricter level would keep the state of the moment at which the wait for the lock began.</summary>
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

    public void Prepare()
    {
    }

    /// <summary>Texts compare and sort by their bytes, as in SQLite.</summary>
    public string Translate(string migration) => TextColumn().Replace(migration, "TEXT COLLATE \"C\"");

    public string? Explain(Exception exception) =>
        PostgreSqlFailure.Explain(exception) is { } reason ? $"the database {Name} cannot be used: {reason}" : null;

    public string? MoveAside(Exception? reason) => null;

    public void Dispose() => _source.Dispose();

    [GeneratedRegex(@"\bTEXT\b", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex TextColumn();
}
