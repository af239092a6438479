using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;

namespace ConnectWizard.Browser;

/// <summary>What is kept of a test that failed. A trace has what was typed and sent: every token that the test knows is overwritten in it.</summary>
internal static class FailureTrace
{
    /// <summary>Pages before and after each action take a twelfth of a run's time: they are recorded for who asks.</summary>
    private static readonly bool HasSnapshots = Environment.GetEnvironmentVariable("SNAPSHOTS") == "1";

    public static Task StartAsync(IBrowserContext context) => context.Tracing.StartAsync(new() { Snapshots = HasSnapshots });

    public static async Task KeepAsync(IBrowserContext context, string file, IReadOnlyCollection<string> tokens)
    {
        await context.Tracing.StopAsync(new() { Path = file });
        using var archive = ZipFile.Open(file, ZipArchiveMode.Update);
        foreach (var entry in archive.Entries.ToArray())
            Mask(entry, tokens);
    }

    private static void Mask(ZipArchiveEntry entry, IReadOnlyCollection<string> tokens)
    {
        using var stream = entry.Open();
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        // Each byte is a character, so whatever is no text stays as it is.
        var text = Encoding.Latin1.GetString(bytes);
        var masked = tokens.Aggregate(text, (rest, token) => rest.Replace(token, new string('*', token.Length), StringComparison.Ordinal));
        if (masked == text)
            return;

        stream.Position = 0;
        stream.Write(Encoding.Latin1.GetBytes(masked));
    }
}
