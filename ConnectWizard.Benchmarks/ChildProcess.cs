using System.Diagnostics;
using System.Reflection;

namespace ConnectWizard.Benchmarks;

/// <summary>Another process of this program, or of the product: it says its address in a line of its output, and ends with us.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const string Mark = "listening: ";
    private readonly Process _process;

    private ChildProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Tells the parent where we are, and ends this process when the parent does.</summary>
    public static async Task AnnounceAsync(string address)
    {
        await Console.Out.WriteLineAsync(Mark + address);
        _ = Task.Run(async () =>
        {
            // The parent holds the other end open for as long as it lives.
            await Console.In.ReadToEndAsync();
            Environment.Exit(0);
        });
    }

    /// <summary>Starts this program with <paramref name="arguments"/>, and waits for its address.</summary>
    public static async Task<ChildProcess> StartAsync(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly.GetExecutingAssembly().Location, .. arguments])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
                return new ChildProcess(process, new Uri(line[Mark.Length..]));
        }

        throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended without an address.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
