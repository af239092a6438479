using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>An administrator's link as it is kept.</summary>
public sealed record StoredLink
{
    public required Guid Id { get; init; }

    public required WorkspaceId Workspace { get; init; }

    public required ProfileId Profile { get; init; }

    public required string Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often somebody tried to create webhooks by it.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The account that created the webhooks, as Azure DevOps shows it.</summary>
    public string? UsedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public LinkStatus StatusAt(DateTimeOffset now) => this switch
    {
        { UsedAt: not null } => LinkStatus.Used,
        { RevokedAt: not null } => LinkStatus.Revoked,
        _ when ExpiresAt <= now => LinkStatus.Expired,
        { Attempts: >= AdministratorLinks.MaxAttempts } => LinkStatus.Exhausted,
        _ => LinkStatus.Open,
    };
}

/// <summary>Where a link stands; the lower-case names are those in the page.</summary>
public enum LinkStatus
{
    Open,

    /// <summary>The webhooks have been created by it.</summary>
    Used,

    /// <summary>Another one was made since, or it was withdrawn.</summary>
    Revoked,

    Expired,

    /// <summary>Too many tries with credentials that were refused, which may lock an account.</summary>
    Exhausted,
}

/// <summary>Keeps administrators' links.</summary>
public interface IAdministratorLinkStore
{
    /// <summary>Adds a link and revokes the profile's open one, in one transaction.</summary>
    Task AddAsync(StoredLink link, CancellationToken cancellationToken);

    Task<StoredLink?> FindAsync(string secretHash, CancellationToken cancellationToken);

    /// <summary>The profile's newest link.</summary>
    Task<StoredLink?> FindNewestAsync(WorkspaceId workspace, ProfileId profile, CancellationToken cancellationToken);

    /// <summary>Revokes the profile's open link.</summary>
    Task RevokeAsync(WorkspaceId workspace, ProfileId profile, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Counts a try, if the link is open and has one left.</summary>
    /// <returns>False when it is not to be tried.</returns>
    Task<bool> TryAsync(WorkspaceId workspace, Guid id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The webhooks have been created by it. The first who did stays written down.</summary>
    Task UseAsync(WorkspaceId workspace, Guid id, string by, DateTimeOffset now, CancellationToken cancellationToken);
}
