using System.Security.Cryptography;

namespace ConnectWizard.Storage.Keys;

/// <summary>The key outside the store that wraps the key ring.</summary>
/// <param name="id">Names the key without telling it; stored beside what it encrypted.</param>
internal abstract class KeyEncryptionKey(string setting, string file, string id)
{
    protected const int KeySize = 32;

    public string Setting => setting;

    public string File => file;

    public string Id => id;

    /// <returns>An AES key for one element, and the form in which it is stored beside that.</returns>
    public abstract (byte[] Key, byte[] Encrypted) CreateContentKey();

    /// <exception cref="CryptographicException">Another key encrypted it, or it was changed since.</exception>
    public abstract byte[] OpenContentKey(byte[] encrypted);

    public abstract byte[] Sign(byte[] data);

    public abstract bool IsSigned(byte[] data, byte[] signature);
}

/// <summary>The key of a key file. It is secret, so what it authenticates needs no signature.</summary>
internal sealed class FileKey(string file, byte[] key) : KeyEncryptionKey("Secrets:KeyFile", file, "key-file:" + Fingerprint(key))
{
    public override (byte[] Key, byte[] Encrypted) CreateContentKey() => (key, []);

    public override byte[] OpenContentKey(byte[] encrypted) => key;

    public override byte[] Sign(byte[] data) => [];

    public override bool IsSigned(byte[] data, byte[] signature) => signature.Length == 0;

    // 128 bits of a hash over 256 random bits tell nothing about them.
    private static string Fingerprint(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, "ConnectWizard key file"u8)[..16]);
}
