using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>The secret of deliveries: 256 random bits that Azure DevOps keeps, and of which we keep a hash.</summary>
public static class HookSecret
{
    /// <summary>Carries the secret over http: Azure DevOps takes passwords for https alone.</summary>
    public const string Header = "X-ConnectWizard-Secret";

    /// <summary>Of basic authentication over https.</summary>
    public const string UserName = "connectwizard";

    private const int Bytes = 32;

    /// <summary>64 hexadecimal digits: nothing that a form, a header or a proxy could change.</summary>
    public static Secret New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>SHA-256 in hexadecimal digits; 256 random bits need neither salt nor work.</summary>
    public static string HashOf(Secret secret) => HashOf(secret.Reveal());

    /// <summary>Takes as long for a wrong secret as for a right one.</summary>
    public static bool Matches([NotNullWhen(true)] string? presented, string? hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(presented ?? "")), Encoding.ASCII.GetBytes(hash ?? HashOf("")))
        & presented is { Length: > 0 } & hash is not null;

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
