using System.Diagnostics;
using System.Net;

namespace ConnectWizard.Benchmarks.Loading;

/// <summary>A web application in a process of its own that has given its first answer.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly Process _process;

    private RunningSite(Process process, Uri address, TimeSpan startedIn) => (_process, Address, StartedIn) = (process, address, startedIn);

    public Uri Address { get; }

    /// <summary>From the start of the process to the end of its first answer.</summary>
    public TimeSpan StartedIn { get; }

    public static async Task<RunningSite> StartAsync(string assembly, string port, IEnumerable<string> arguments)
    {
        var address = new Uri($"http://localhost:{port}");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments, "--urls", address.GetLeftPart(UriPartial.Authority)])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        using var http = new HttpClient();
        while (!await AnswersAsync(http, address))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{assembly} ended before it answered.");
            await Task.Delay(5);
        }

        return new RunningSite(process, address, Stopwatch.GetElapsedTime(began));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address)
    {
        try
        {
            using var response = await http.GetAsync(address);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }
}
