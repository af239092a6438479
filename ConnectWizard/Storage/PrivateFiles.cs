namespace ConnectWizard.Storage;

/// <summary>
/// Makes files and folders that nobody but their owner can read. Windows has no modes: there the user's own folder protects them.
/// </summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder of a file, mode 0700, unless it is there.</summary>
    public static void CreateFolderOf(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Makes a new file, mode 0600 from its first moment.</summary>
    /// <exception cref="IOException">It is there already.</exception>
    public static FileStream CreateNew(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(file, options);
    }

    /// <summary>
    /// Holds a name for one process at a time, until disposed of or until the process ends. Moving a file into place holds nothing: the runtime
    /// looks for another file there first and then moves over whatever has come since.
    /// </summary>
    /// <exception cref="IOException">Somebody else held it for ten seconds, or it cannot be made.</exception>
    public static IDisposable Hold(string file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(file, options);
            }
            catch (IOException) when (tries < 500 && Directory.Exists(Path.GetDirectoryName(file)))
            {
                Thread.Sleep(20);
            }
        }
    }

    /// <summary>Whether the file's mode lets others than its owner in.</summary>
    public static bool IsOpenToOthers(string file) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(OwnerOnly | UnixFileMode.UserExecute)) != UnixFileMode.None;
}
