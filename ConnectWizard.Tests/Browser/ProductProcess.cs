using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectWizard.Browser;

/// <summary>
/// The product as people start it: a process of its own, in Development with its demo, on loopback, with a folder of its own that survives a
/// restart. It can be killed as a power cut would.
/// </summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly IReadOnlyDictionary<string, string>? _settings;

    private bool _ownsFolder;

    private ProductProcess(Process process, string folder, Uri url, IReadOnlyDictionary<string, string>? settings) =>
        (_process, Folder, Url, _settings) = (process, folder, url, settings);

    public Uri Url { get; }

    /// <summary>The process's, for what the system knows of it.</summary>
    public int Id => _process.Id;

    /// <summary>Database, key file and the emulated world.</summary>
    public string Folder { get; }

    /// <summary>Everything that was written to the console so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts the product and waits until it listens.</summary>
    /// <param name="folder">A folder made before, for a restart; null makes one, which is deleted in the end.</param>
    /// <param name="port">The port of before, for a restart; 0 takes a free one.</param>
    /// <param name="settings">More configuration, as environment variables.</param>
    /// <param name="cancellationToken">Ends the wait and the process.</param>
    /// <param name="assembly">Another copy of the product, a published one; null for the build's.</param>
    public static async Task<ProductProcess> StartAsync(
        string? folder, int port, IReadOnlyDictionary<string, string>? settings, CancellationToken cancellationToken, string? assembly = null)
    {
        var isOwn = folder is null;
        folder ??= Directory.CreateTempSubdirectory("connectwizard-").FullName;
        port = port == 0 ? FreePort() : port;
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"));
        var start = CreateStart(folder, url.GetLeftPart(UriPartial.Authority), settings, assembly);
        var product = new ProductProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, folder, url, settings) { _ownsFolder = isOwn };
        await product.RunAsync(cancellationToken);
        return product;
    }

    /// <summary>How the product is started, for a test that doesn't wait until it listens.</summary>
    public static ProcessStartInfo CreateStart(string folder, string url, IReadOnlyDictionary<string, string>? settings = null, string? assembly = null)
    {
        var start = new ProcessStartInfo("dotnet", [assembly ?? BuildFacts.ProductAssembly, "--urls", url])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // A user has so many watchers (inotify instances), and nothing changes the configuration of a test.
        start.Environment["DOTNET_USE_POLLING_FILE_WATCHER"] = "true";
        start.Environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        start.Environment["Demo__Seed"] = "false";
        start.Environment["Demo__DataFolder"] = Path.Combine(folder, "demo");
        start.Environment["Store__ConnectionString"] = $"Data Source={Path.Combine(folder, "connectwizard.db")}";
        start.Environment["Secrets__KeyFile"] = Path.Combine(folder, "key", "keyfile");
        foreach (var (key, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[key] = value;
        return start;
    }

    /// <summary>Ends the process at once, without a word to it, and starts another on the same port and folder with the same settings.</summary>
    public async Task<ProductProcess> KillAndStartAgainAsync(CancellationToken cancellationToken)
    {
        await KillAsync(cancellationToken);
        return await StartAgainAsync(cancellationToken);
    }

    /// <summary>Has the process end in good order, as a service manager does, and waits for it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Starts another on the same port and folder with the same settings.</summary>
    public async Task<ProductProcess> StartAgainAsync(CancellationToken cancellationToken)
    {
        var again = await StartAsync(Folder, Url.Port, _settings, cancellationToken);
        again._ownsFolder = _ownsFolder;
        return again;
    }

    /// <summary>Ends the process at once, without a word to it.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync(CancellationToken.None);

        _process.Dispose();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The product ended before it listened:\n{Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await _listening.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
    }

    private void Keep(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line?.Contains("Now listening on", StringComparison.Ordinal) == true)
            _listening.TrySetResult();
    }

    /// <summary>Below the ports that the system gives away by itself: one of those could be somebody else's while a killed product starts again.</summary>
    public static int FreePort()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 32_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
