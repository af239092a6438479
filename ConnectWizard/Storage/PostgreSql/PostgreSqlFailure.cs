using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace ConnectWizard.Storage.PostgreSql;

/// <summary>Why the database can't be used, as a sentence. Messages of server and driver name users, databases and addresses, never a password.</summary>
internal static class PostgreSqlFailure
{
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
