using System.Diagnostics;
using Shouldly;

namespace ConnectWizard.Emulator.Git;

/// <summary>The real Git, in a folder, without the machine's configuration or proxies.</summary>
internal sealed class GitProgram(string folder)
{
    public string Folder => folder;

    /// <summary>Runs Git; what it printed, without the last line feed. Fails the test if Git fails.</summary>
    public async Task<string> RunAsync(CancellationToken ct, params string[] arguments)
    {
        var (exitCode, output, error) = await TryAsync(ct, arguments);
        exitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}\n{output}\n{error}");
        return output.TrimEnd('\n');
    }

    public async Task<(int ExitCode, string Output, string Error)> TryAsync(CancellationToken ct, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in Surroundings()) start.Environment[name] = value;
        start.Environment.Remove("GIT_SSL_CAINFO"); // It would win over the authority that a test has set.
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEndAsync(ct);
        var error = git.StandardError.ReadToEndAsync(ct);
        await git.WaitForExitAsync(ct);
        return (git.ExitCode, await output, await error);
    }

    /// <summary>The same Git in a folder below this one.</summary>
    public GitProgram In(string name) => new(Path.Combine(folder, name));

    private Dictionary<string, string> Surroundings() => new(StringComparer.Ordinal)
    {
        ["HOME"] = folder,
        ["XDG_CONFIG_HOME"] = folder,
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_AUTHOR_NAME"] = "Test",
        ["GIT_AUTHOR_EMAIL"] = "test@spacetech.example",
        ["GIT_COMMITTER_NAME"] = "Test",
        ["GIT_COMMITTER_EMAIL"] = "test@spacetech.example",
        ["LC_ALL"] = "C",
        ["no_proxy"] = "*",
    };
}
