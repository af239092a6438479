using System.Security.Cryptography;

namespace ConnectWizard;

/// <summary>One RSA key of 2048 bits for all tests that don't mind which: making one takes a tenth of a second.</summary>
internal static class SharedRsa
{
    private static readonly Lazy<byte[]> Key = new(() =>
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKey();
    });

    public static RSA Open()
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Key.Value, out _);
        return key;
    }
}
