using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>The secret of an administrator's link: 256 random bits as 43 base64url characters, stored as a hash.</summary>
internal static class LinkSecret
{
    private const int Size = 32;

    public static Secret New() => new(OpaqueToken.Create(Size));

    /// <summary>SHA-256 in hexadecimal digits; null for a text that <see cref="New"/> can't have made. 256 random bits need neither salt nor work.</summary>
    public static string? TryHash(string? text) => OpaqueToken.IsValid(text, Size) ? HashOf(text) : null;

    public static string HashOf(Secret secret) => HashOf(secret.Reveal());

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
