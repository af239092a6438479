using System.Diagnostics;

namespace AzureDevOpsEmulator.State;

/// <summary>
/// Holds a folder for one thread of one process at a time, by an exclusively opened file (freed by the system if the process dies).
/// </summary>
internal static class FolderLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Waits for the folder; dispose to let go.</summary>
    /// <exception cref="IOException">Somebody else held it for 30 seconds, or it cannot be written to.</exception>
    public static IDisposable Acquire(string folder)
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (started.Elapsed < Patience && Directory.Exists(folder))
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
