namespace ConnectWizard.Demo;

/// <summary>Files of the demo that only their owner may read. They appear whole or not at all.</summary>
internal static class PrivateFile
{
    public static void Replace(string path, string content)
    {
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options))
            writer.Write(content);
        File.Move(draft, path, overwrite: true);
    }
}
