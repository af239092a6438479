using ConnectWizard.Accounts;
using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

/// <summary>A row of <c>accounts</c>: what pages see of an account, and what its tokens need.</summary>
internal sealed record StoredAccount
{
    public const string Columns =
        "id, workspace_id AS workspace, owner, profile_id, name, login, tenant, identity, protected, ended_by, generation, renew_at, signed_in_at, expires_at, "
        + "failures, paused_until, failure";

    public AccountId Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public OwnerId Owner { get; init; }
    public string ProfileId { get; init; } = "";
    public string Name { get; init; } = "";
    public string Login { get; init; } = "";
    public string Tenant { get; init; } = "";
    public IdentityKind? Identity { get; init; }
    public string? Protected { get; init; }
    public SignInResult? EndedBy { get; init; }
    public long Generation { get; init; }
    public DateTimeOffset RenewAt { get; init; }
    public DateTimeOffset SignedInAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public int Failures { get; init; }
    public DateTimeOffset? PausedUntil { get; init; }
    public SignInFailure? Failure { get; init; }

    public string? KnownTenant => Tenant.Length == 0 ? null : Tenant;

    public RenewalPause? Pause => Failure is null ? null : new RenewalPause(Failures, PausedUntil ?? default, Failure);

    public CloudAccount ToAccount() => new()
    {
        Id = Id,
        Workspace = Workspace,
        Owner = Owner,
        ProfileId = ProfileId,
        Name = Name,
        Login = Login,
        Tenant = KnownTenant,
        Identity = Identity,
        NeedsSignIn = Protected is null,
        SignedInAt = SignedInAt,
    };
}
