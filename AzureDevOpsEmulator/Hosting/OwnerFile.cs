namespace AzureDevOpsEmulator.Hosting;

/// <summary>A file of the data folder that nobody else may read; it appears whole or not at all.</summary>
internal static class OwnerFile
{
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
            file.Write(content);
        File.Move(draft, path, overwrite: true);
    }
}
