using System.Diagnostics;
using System.Text.Json;
using ConnectWizard.Browser;
using Shouldly;

namespace ConnectWizard.Clients;

/// <summary>A client that others wrote, as a process of its own under Node.js. Connections to realistic names lead to the emulator.</summary>
internal static class NodeClient
{
    private static readonly string Folder = Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard.Tests", "Clients");

    /// <summary>Runs a script of this folder; the last line that it prints is JSON.</summary>
    public static async Task<JsonElement> RunAsync(
        AzureDevOpsEmulator.Emulator emulator, string home, string script, object input, CancellationToken ct, params (string Name, string Value)[] environment)
    {
        var output = await RunAsync("node", Path.Combine(Folder, script), [], home, ct,
        [
            ("INPUT", JsonSerializer.Serialize(input)),
            ("CONNECT_TO", JsonSerializer.Serialize(emulator.Endpoints.ToDictionary(endpoint => $"{endpoint.Host}:{endpoint.Port}", endpoint => endpoint.Target.Port, StringComparer.Ordinal))),
            ("NODE_OPTIONS", $"--require=\"{Path.Combine(Folder, "connect-to.cjs")}\""),
            ("NODE_EXTRA_CA_CERTS", emulator.CertificateAuthorityFile),
            .. environment,
        ]);
        return JsonDocument.Parse(output.TrimEnd('\n').Split('\n')[^1]).RootElement;
    }

    /// <summary>Renovate, with the release of Node.js that it wants. It prints one line of JSON for each event.</summary>
    public static Task<string> RunRenovateAsync(string home, string[] arguments, CancellationToken ct, params (string Name, string Value)[] environment)
    {
        var modules = Path.Combine(Folder, "renovate", "node_modules");
        var node = Directory.GetFiles(modules, "node", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 }).Single();
        return RunAsync(node, Path.Combine(modules, "renovate", "dist", "renovate.js"), arguments, home, ct, environment);
    }

    private static async Task<string> RunAsync(
        string node, string script, string[] arguments, string home, CancellationToken ct, params (string Name, string Value)[] environment)
    {
        var modules = Path.Combine(Folder, "node_modules");
        if (!Directory.Exists(modules))
            throw new InvalidOperationException($"The clients are not installed. Run ./verify, or 'npm ci' in {Folder}.");

        var start = new ProcessStartInfo(node, [script, .. arguments])
        {
            WorkingDirectory = home,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Path.GetDirectoryName(node) is { Length: > 0 } own ? own + ':' + Environment.GetEnvironmentVariable("PATH") : Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = home;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        process.ExitCode.ShouldBe(0, Path.GetFileName(script) + '\n' + await output + '\n' + await error);
        return await output;
    }
}
