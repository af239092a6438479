using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.Builds;

/// <summary>Says who may fetch what through the proxy.</summary>
internal sealed class GitAccess(IGitTokenStore tokens, IBuildStore builds)
{
    /// <summary>The request whose token an <c>Authorization</c> header carries, as Basic password or Bearer.</summary>
    /// <returns>Null when it carries none, or one that is over, or another request's: the answer to all is the same.</returns>
    public async Task<BuildRequest?> FindAsync(string id, string? authorization, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var guid) || TokenIn(authorization) is not { } token)
            return null;
        var request = new BuildRequestId(guid);
        return await tokens.IsValidAsync(request, GitToken.HashOf(token), cancellationToken)
            ? await builds.FindAsync(request, cancellationToken)
            : null;
    }

    private static string? TokenIn(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || header.Parameter is not { Length: > 0 and <= 1024 } value)
            return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return value;
        return BasicCredentials.Parse(authorization)?.Password.Reveal();
    }
}

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

/// <summary>Stores the hashes of the tokens that the build system clones with.</summary>
public interface IGitTokenStore
{
    /// <summary>Adds a token of a request, and deletes expired ones.</summary>
    Task AddAsync(BuildRequestId request, string hash, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Whether a token belongs to this request and hasn't expired.</summary>
    Task<bool> IsValidAsync(BuildRequestId request, string hash, CancellationToken cancellationToken);
}
