namespace ConnectWizard.Startup;

/// <summary>Files and folders for their owner alone. Windows has no modes: there the user's own folder protects them.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolderOf(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Makes a new file, mode 0600 from its first moment.</summary>
    public static FileStream CreateNew(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(file, options);
    }

    /// <summary>It appears whole or not at all.</summary>
    public static void Replace(string file, string content)
    {
        var aside = file + ".new";
        File.Delete(aside);
        using (var writer = new StreamWriter(CreateNew(aside)))
            writer.Write(content);
        File.Move(aside, file, overwrite: true);
    }

    /// <summary>Holds a name for one process until disposed of. Moving a file into place holds nothing: it moves over whatever has come since.</summary>
    /// <exception cref="IOException">Held by another process for ten seconds, or it can't be made.</exception>
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

    public static bool IsOpenToOthers(string file) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(OwnerOnly | UnixFileMode.UserExecute)) != UnixFileMode.None;
}
