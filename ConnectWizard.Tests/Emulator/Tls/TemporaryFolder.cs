namespace ConnectWizard.Emulator.Tls;

/// <summary>An own folder below the system's temporary one, deleted with what is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("emulator-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
