using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.Builds;

internal sealed class GitAccess(IGitTokenStore tokens, IBuildStore builds)
{
    /// <summary>Finds the request whose token an <c>Authorization</c> header carries, as Basic password or Bearer.</summary>
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

/// <summary>What the build system clones with: 256 random bits for one repository and an hour. Stored as a hash.</summary>
public sealed record GitToken(Secret Value, DateTimeOffset ExpiresAt)
{
    /// <summary>From each attempt on; a fetch that is under way continues.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static GitToken New(DateTimeOffset now) => new(new Secret(OpaqueToken.Create(32)), now + Lifetime);

    /// <summary>SHA-256 in hexadecimal digits: 256 random bits need neither salt nor work.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

public interface IGitTokenStore
{
    Task AddAsync(BuildRequestId request, string hash, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    Task<bool> IsValidAsync(BuildRequestId request, string hash, CancellationToken cancellationToken);
}
