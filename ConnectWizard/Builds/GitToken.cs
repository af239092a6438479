using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.Builds;

/// <summary>What the build system clones with: 256 random bits, good for one repository and an hour. We keep its hash.</summary>
/// <param name="Value">Goes to the build system and nowhere else.</param>
/// <param name="ExpiresAt">When it ends; a fetch that is under way then goes on.</param>
public sealed record GitToken(Secret Value, DateTimeOffset ExpiresAt)
{
    /// <summary>From when a request is handed over.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static GitToken New(DateTimeOffset now) => new(new Secret(OpaqueToken.Create(32)), now + Lifetime);

    /// <summary>SHA-256 in hexadecimal digits: there is nothing to guess in 256 random bits.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
