using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Administrator;

namespace ConnectWizard.Storage.Records;

/// <summary>A row of <c>administrator_links</c>.</summary>
internal sealed class AdministratorLinkRow
{
    public const string Columns =
        "id, workspace_id, profile_id, secret_hash, created_at, expires_at, attempts, used_at, used_by, revoked_at";

    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string ProfileId { get; init; }

    public required string SecretHash { get; init; }

    public required long CreatedAt { get; init; }

    public required long ExpiresAt { get; init; }

    public required int Attempts { get; init; }

    public long? UsedAt { get; init; }

    public string? UsedBy { get; init; }

    public long? RevokedAt { get; init; }

    public static AdministratorLinkRow Of(StoredLink link) => new()
    {
        Id = link.Id.ToText(),
        WorkspaceId = link.Workspace.Value.ToText(),
        ProfileId = link.Profile.Value.ToText(),
        SecretHash = link.Hash,
        CreatedAt = link.CreatedAt.ToMilliseconds(),
        ExpiresAt = link.ExpiresAt.ToMilliseconds(),
        Attempts = link.Attempts,
        UsedAt = link.UsedAt?.ToMilliseconds(),
        UsedBy = link.UsedBy,
        RevokedAt = link.RevokedAt?.ToMilliseconds(),
    };

    public StoredLink ToLink() => new()
    {
        Id = Guid.Parse(Id),
        Workspace = new WorkspaceId(Guid.Parse(WorkspaceId)),
        Profile = new ProfileId(Guid.Parse(ProfileId)),
        Hash = SecretHash,
        CreatedAt = ColumnValues.FromMilliseconds(CreatedAt),
        ExpiresAt = ColumnValues.FromMilliseconds(ExpiresAt),
        Attempts = Attempts,
        UsedAt = UsedAt is { } used ? ColumnValues.FromMilliseconds(used) : null,
        UsedBy = UsedBy,
        RevokedAt = RevokedAt is { } revoked ? ColumnValues.FromMilliseconds(revoked) : null,
    };
}
