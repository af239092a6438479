using System.Diagnostics;
using System.Security.Cryptography;
using ConnectWizard.Browser;
using Npgsql;

namespace ConnectWizard.Storage.PostgreSql;

/// <summary>A PostgreSQL server in a temporary folder. It stops with this process, however that ends.</summary>
internal sealed class PostgreSqlProcess : IDisposable
{
    private readonly Process _process;

    private PostgreSqlProcess(Process process, NpgsqlConnectionStringBuilder administrator) => (_process, Administrator) = (process, administrator);

    /// <summary>How a user who may do everything gets in.</summary>
    public NpgsqlConnectionStringBuilder Administrator { get; }

    public static PostgreSqlProcess Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"connectwizard-{Guid.NewGuid():N}");
        var script = Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard.Tests", "Storage", "PostgreSql", "cluster.sh");
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var process = Process.Start(new ProcessStartInfo("sh", [script, folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var server = new PostgreSqlProcess(process, new NpgsqlConnectionStringBuilder { Host = folder, Username = "postgres", Password = password, Database = "postgres" });
        server.Send(password, "ready");
        return server;
    }

    /// <summary>Ends the server and its connections.</summary>
    public void Stop() => Send("stop", "done");

    public void StartAgain() => Send("start", "done");

    /// <summary>Waits until its folder is gone.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Send(string command, string answer)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        if (_process.StandardOutput.ReadLine() != answer)
            throw new InvalidOperationException($"PostgreSQL does not run. {_process.StandardError.ReadToEnd()}");
    }
}
