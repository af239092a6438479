using System.Diagnostics;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>A real POSIX shell.</summary>
internal static class Shell
{
    /// <summary>Runs a script with a token in its variable, and gives back what it printed.</summary>
    public static async Task<string> RunAsync(string script, string folder, string? token)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[CurlLine.TokenVariable] = token;
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var printed = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await errors;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return printed;
    }
}
