using System.Diagnostics;
using System.Security.Cryptography;
using ConnectWizard.Browser;
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
        new(() => new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("POSTGRESQL") is { Length: > 0 } named ? named : Start()));

    private static readonly Lazy<NpgsqlConnectionStringBuilder> LazyUser = new(MakeUser);

    private static Process? _server;

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
        if (_server is null)
            return;

        _server.StandardInput.Close();
        _server.WaitForExit();
        _server.Dispose();
    }

    private static string Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"connectwizard-{Guid.NewGuid():N}");
        var script = Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard.Tests", "Storage", "PostgreSql", "cluster.sh");
        var password = NewPassword();
        _server = Process.Start(new ProcessStartInfo("sh", [script, folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _server.StandardInput.WriteLine(password);
        _server.StandardInput.Flush();
        if (_server.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException($"PostgreSQL did not start. {_server.StandardError.ReadToEnd()}");

        return new NpgsqlConnectionStringBuilder { Host = folder, Username = "postgres", Password = password, Database = "postgres" }.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder MakeUser()
    {
        var (name, password) = ($"wizard_{Guid.NewGuid():N}", NewPassword());
        Administer($"CREATE ROLE {name} LOGIN PASSWORD '{password}'");
        return new NpgsqlConnectionStringBuilder(LazyAdministrator.Value.ConnectionString) { Username = name, Password = password };
    }

    private static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
