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

    public static Secret New() => new(OpaqueToken.Create(Size));

    /// <summary>SHA-256 in hexadecimal digits; 256 random bits need neither salt nor work.</summary>
    /// <returns>The hash; null for a text that <see cref="New"/> cannot have made.</returns>
    public static string? TryHash(string? text) => OpaqueToken.IsValid(text, Size) ? HashOf(text) : null;

    public static string HashOf(Secret secret) => HashOf(secret.Reveal());

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
