using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ConnectWizard.Benchmarks.Circuits;

namespace ConnectWizard.Benchmarks.Loading;

/// <summary>The product as it is installed: published, in Production, with a store of its own.</summary>
internal sealed class Published : IDisposable
{
    private readonly DirectoryInfo _folder;

    private Published(DirectoryInfo folder) => _folder = folder;

    /// <summary>Blazor's script as the product ships it; the blank page is given the same.</summary>
    private string Script => Path.Combine(_folder.FullName, "app", "wwwroot", "_framework", "blazor.web.js.br");

    public static async Task<Published> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("connectwizard-bench-");
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "ConnectWizard"));
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-v", "quiet", "-o", Path.Combine(folder.FullName, "app")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? new Published(folder) : throw new InvalidOperationException("The product could not be published.");
    }

    /// <summary>Starts it with an empty store, and waits for its first answer.</summary>
    public Task<RunningSite> StartAsync()
    {
        var data = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        return RunningSite.StartAsync(Path.Combine(_folder.FullName, "app", "ConnectWizard.dll"), FreePort(),
        [
            "--Store:ConnectionString", $"Data Source={Path.Combine(data.FullName, "bench.db")}",
            "--Secrets:KeyFile", Path.Combine(data.FullName, "key"),
        ]);
    }

    /// <summary>Starts an app of the framework's empty template with one page, and waits for its first answer.</summary>
    public Task<RunningSite> StartBlankAsync() =>
        RunningSite.StartAsync(typeof(BlankApp).Assembly.Location, FreePort(), ["serve-blank", Script]);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
