using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>
/// The part of an administrator's link that cannot be guessed: 256 random bits as 43 base64url characters. The store has its hash alone, so
/// a stolen database opens no link.
/// </summary>
internal static class LinkSecret
{
    private const int Size = 32;
    private const int Length = 43;

    public static Secret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size)));

    /// <summary>SHA-256 in hexadecimal digits; 256 random bits need neither salt nor work.</summary>
    /// <returns>The hash; null for a text that <see cref="New"/> cannot have made.</returns>
    public static string? TryHash(string? text)
    {
        Span<byte> bytes = stackalloc byte[Size];

        // Not TryDecodeFromChars: it throws at what is no base64url.
        var isOne = text is { Length: Length } && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && written == Size;
        return isOne ? HashOf(text!) : null;
    }

    public static string HashOf(Secret secret) => HashOf(secret.Reveal());

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
