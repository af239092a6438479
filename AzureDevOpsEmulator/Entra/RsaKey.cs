namespace AzureDevOpsEmulator.Entra;

/// <summary>The RSA key that the emulators of a process make new folders with: making one takes a tenth of a second.</summary>
internal static class RsaKey
{
    private const int Size = 2048;
    private static readonly Lazy<byte[]> Shared = new(() =>
    {
        using var key = RSA.Create(Size);
        return key.ExportPkcs8PrivateKey();
    });

    public static RSA Create()
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Shared.Value, out _);
        return key;
    }
}
