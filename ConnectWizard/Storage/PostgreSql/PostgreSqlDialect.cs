using System.Collections.Frozen;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using ConnectWizard.Connections;
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

    public string SelectNow => "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

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

    public ProblemCode? FindOutage(Exception exception) => PostgreSqlFailure.FindOutage(exception);

    public string? MoveAside(Exception? reason) => null;

    public void Dispose() => _source.Dispose();

    [GeneratedRegex(@"\bTEXT\b", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex TextColumn();
}

/// <summary>Reads <c>Store:ConnectionString</c>. It has a password, so nothing of it goes into a message.</summary>
internal static class PostgreSqlConnectionText
{
    private const string Example = "Host=db.example;Database=connectwizard;Username=connectwizard;Password=…";

    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder(text)
        {
            // The details of an error are values of the row that failed, and errors are logged.
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        settings.ApplicationName ??= "ConnectWizard";
        return settings;
    }

    public static string? Fault(string text)
    {
        try
        {
            return Read(text) switch
            {
                { Host: null or "" } => $"no server is named; write {Example}",
                { Database: null or "" } => $"no database is named; write {Example}",
                _ => null,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // Npgsql names the keyword that it does not know, and behind a semicolon in a password that is a part of the password.
            return $"not a connection string of Npgsql: a keyword or a value in it is unknown. Write {Example}, a value with a semicolon in quotes.";
        }
    }
}

/// <summary>Why the database can't be used, as a sentence. Messages of server and driver name users, databases and addresses, never a password.</summary>
internal static class PostgreSqlFailure
{
    /// <summary>A transaction that stood still was ended.</summary>
    private const string IdleInTransactionTimeout = "25P03";

    private static readonly FrozenSet<string> OutageClasses = FrozenSet.Create(StringComparer.Ordinal, "08", "28", "53", "57", "58", "XX");

    public static string? Explain(Exception exception) => exception switch
    {
        PostgresException refused => Explain(refused),
        NpgsqlException { InnerException: AuthenticationException inner } => $"no encrypted connection could be made ({Plain(inner)}).",
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => "the server did not answer in time.",
        NpgsqlException { InnerException: SocketException inner } => $"the server cannot be reached ({Plain(inner)}).",
        SocketException => $"the server cannot be reached ({Plain(exception)}).",
        NpgsqlException or IOException or UnauthorizedAccessException => $"{Plain(exception)}.",
        _ => null,
    };

    /// <summary>By the classes of PostgreSQL's error codes: no connection, not let in, too many, shutting down, a fault of the system.</summary>
    public static ProblemCode? FindOutage(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => ProblemCode.DatabaseFull,
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => ProblemCode.DatabaseReadOnly,
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => null,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.InvalidCatalogName or IdleInTransactionTimeout } =>
            ProblemCode.DatabaseUnavailable,
        PostgresException refused => OutageClasses.Contains(refused.SqlState[..2]) ? ProblemCode.DatabaseUnavailable : null,
        NpgsqlOperationInProgressException => null,
        NpgsqlException or SocketException or TimeoutException => ProblemCode.DatabaseUnavailable,
        _ => null,
    };

    private static string Explain(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"the server does not let ConnectWizard in ({refused.MessageText}).",
        PostgresErrorCodes.InvalidCatalogName => $"the server has no such database, and ConnectWizard does not make one ({refused.MessageText}).",
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName =>
            $"its user lacks a right; it must be able to make tables there ({refused.MessageText}).",
        PostgresErrorCodes.LockNotAvailable => "another node has been writing for longer than ConnectWizard waits. Start it again.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"it is read-only; is the server a standby? ({refused.MessageText}).",
        _ => $"{refused.MessageText} ({refused.SqlState}).",
    };

    private static string Plain(Exception exception) => exception.Message.TrimEnd('.');
}
