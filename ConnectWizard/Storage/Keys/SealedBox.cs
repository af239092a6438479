using System.Security.Cryptography;

namespace ConnectWizard.Storage.Keys;

/// <summary>AES-256-GCM with a random nonce: nonce, tag and cipher text in a row.</summary>
internal static class SealedBox
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Seal(byte[] key, byte[] content, byte[] context)
    {
        var box = new byte[NonceSize + TagSize + content.Length];
        var nonce = box.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, content, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), context);
        return box;
    }

    /// <exception cref="CryptographicException">Another key, another context, or changed since.</exception>
    public static byte[] Open(byte[] key, byte[] box, byte[] context)
    {
        if (box.Length < NonceSize + TagSize)
            throw new CryptographicException("Too short to be sealed.");

        var content = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), content, context);
        return content;
    }
}
