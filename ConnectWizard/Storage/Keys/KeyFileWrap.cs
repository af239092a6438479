using System.Security.Cryptography;
using System.Text;

namespace ConnectWizard.Storage.Keys;

/// <summary>Wraps with the key of a file.</summary>
internal sealed class KeyFileWrap(string file, byte[] key) : IKeyWrap
{
    public string Id { get; } = "key-file:" + Fingerprint(key);

    public string File { get; } = file;

    public byte[] Wrap(byte[] content) => SealedBox.Seal(key, content, Encoding.UTF8.GetBytes(Id));

    public byte[] Unwrap(byte[] wrapped) => SealedBox.Open(key, wrapped, Encoding.UTF8.GetBytes(Id));

    // 128 bits of a hash over 256 random bits tell nothing about them.
    private static string Fingerprint(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, "ConnectWizard key file"u8)[..16]);
}
