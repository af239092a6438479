using System.Security.Cryptography;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(ConnectWizard.Storage.PostgreSql.PostgreSqlCluster))]

namespace ConnectWizard.Storage.PostgreSql;

/// <summary>
/// One PostgreSQL server for the whole run, in a temporary folder, started by the first test that asks. <c>POSTGRESQL</c>, a connection string
/// of a user who may make databases and roles, names one that runs already.
/// </summary>
public sealed class PostgreSqlCluster : IDisposable
{
    private static readonly Lazy<NpgsqlConnectionStringBuilder> LazyAdministrator =
        new(() => Environment.GetEnvironmentVariable("POSTGRESQL") is { Length: > 0 } named ? new NpgsqlConnectionStringBuilder(named) : Start());

    private static readonly Lazy<NpgsqlConnectionStringBuilder> LazyUser = new(MakeUser);

    private static PostgreSqlProcess? _server;

    /// <summary>How a user without further rights gets in, to whom the products' databases belong.</summary>
    internal static NpgsqlConnectionStringBuilder User => LazyUser.Value;

    /// <summary>Runs a statement as the user who may make databases and roles.</summary>
    internal static void Administer(string sql)
    {
        using var connection = new NpgsqlConnection(LazyAdministrator.Value.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Stops the server and waits until its folder is gone; were this process killed, it would stop all the same.</summary>
    public void Dispose()
    {
        if (LazyUser.IsValueCreated)
            Administer($"DROP ROLE {User.Username}");
        _server?.Dispose();
    }

    private static NpgsqlConnectionStringBuilder Start()
    {
        _server = PostgreSqlProcess.Start();
        return _server.Administrator;
    }

    private static NpgsqlConnectionStringBuilder MakeUser()
    {
        var (name, password) = ($"wizard_{Guid.NewGuid():N}", NewPassword());
        Administer($"CREATE ROLE {name} LOGIN PASSWORD '{password}'");
        return new NpgsqlConnectionStringBuilder(LazyAdministrator.Value.ConnectionString) { Username = name, Password = password };
    }

    private static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
