namespace AzureDevOpsEmulator.Hosting;

/// <summary>The folder that an emulator keeps its state in; a temporary one is deleted in the end.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly bool _isTemporary;

    private DataFolder(string path, bool isTemporary)
    {
        Path = path;
        _isTemporary = isTemporary;
    }

    public string Path { get; }

    public static DataFolder Open(string? path) => path is null
        ? new DataFolder(Directory.CreateTempSubdirectory("azure-devops-emulator-").FullName, isTemporary: true)
        : new DataFolder(Directory.CreateDirectory(path).FullName, isTemporary: false);

    public void Dispose()
    {
        if (_isTemporary && Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
