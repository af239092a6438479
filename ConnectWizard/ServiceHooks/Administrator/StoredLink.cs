using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks.Administrator;

public sealed record StoredLink
{
    public required Guid Id { get; init; }
    public required WorkspaceId Workspace { get; init; }
    public required ProfileId Profile { get; init; }
    public required string Hash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
    public string? UsedBy { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    public LinkStatus StatusAt(DateTimeOffset now) => this switch
    {
        { UsedAt: not null } => LinkStatus.Used,
        { RevokedAt: not null } => LinkStatus.Revoked,
        _ when ExpiresAt <= now => LinkStatus.Expired,
        { Attempts: >= AdministratorLinks.MaxAttempts } => LinkStatus.Exhausted,
        _ => LinkStatus.Open,
    };
}

/// <summary>The lower-case names are those in the page.</summary>
public enum LinkStatus
{
    Open,
    Used,
    Revoked,
    Expired,

    /// <summary>Too many attempts with credentials that were refused, which may lock an account.</summary>
    Exhausted,
}

public interface IAdministratorLinkStore
{
    /// <summary>Adds a link and revokes the profile's open one, in one transaction.</summary>
    Task AddAsync(StoredLink link, CancellationToken cancellationToken);

    Task<StoredLink?> FindAsync(string secretHash, CancellationToken cancellationToken);

    Task<StoredLink?> FindNewestAsync(WorkspaceId workspace, ProfileId profile, CancellationToken cancellationToken);

    Task RevokeAsync(WorkspaceId workspace, ProfileId profile, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Counts an attempt, if the link is open and has one left.</summary>
    /// <returns>False when it must not be tried.</returns>
    Task<bool> TryAsync(WorkspaceId workspace, Guid id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Records who created the webhooks; the first one stays.</summary>
    Task UseAsync(WorkspaceId workspace, Guid id, string by, DateTimeOffset now, CancellationToken cancellationToken);
}

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
