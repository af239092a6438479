using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>
/// What a delivery proves itself by: 256 random bits that Azure DevOps keeps, and of which we keep a hash. Whoever needs the secret again
/// makes another one.
/// </summary>
public static class HookSecret
{
    /// <summary>The header that carries the secret where a delivery is not encrypted, for Azure DevOps takes passwords for https alone.</summary>
    public const string Header = "X-ConnectWizard-Secret";

    /// <summary>The user name of basic authentication that goes with it, where a delivery is encrypted.</summary>
    public const string UserName = "connectwizard";

    private const int Bytes = 32;

    /// <summary>64 hexadecimal digits: nothing that a form, a header or a proxy could change.</summary>
    public static Secret New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>
    /// SHA-256 in hexadecimal digits. It needs neither salt nor work: there is nothing to guess in 256 random bits.
    /// </summary>
    public static string HashOf(Secret secret) => HashOf(secret.Reveal());

    /// <summary>Compares in a time that tells nothing of <paramref name="hash"/>, whatever was presented.</summary>
    public static bool Matches([NotNullWhen(true)] string? presented, string? hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(presented ?? "")), Encoding.ASCII.GetBytes(hash ?? HashOf("")))
        & presented is { Length: > 0 } & hash is not null;

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
