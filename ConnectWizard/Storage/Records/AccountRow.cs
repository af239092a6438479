using ConnectWizard.Accounts;
using ConnectWizard.Connections;

namespace ConnectWizard.Storage.Records;

/// <summary>A row of <c>accounts</c>.</summary>
internal sealed class AccountRow
{
    public const string Columns =
        "id, workspace_id, owner, profile_id, name, login, tenant, protected, ended_by, generation, renew_at, signed_in_at, used_at, "
        + "expires_at, failures, paused_until, failure";

    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string Owner { get; init; }

    public required string ProfileId { get; init; }

    public required string Name { get; init; }

    public required string Login { get; init; }

    public required string Tenant { get; init; }

    public string? Protected { get; init; }

    public string? EndedBy { get; init; }

    public required long Generation { get; init; }

    public required long RenewAt { get; init; }

    public required long SignedInAt { get; init; }

    public required long UsedAt { get; init; }

    public required long ExpiresAt { get; init; }

    public int Failures { get; init; }

    public long PausedUntil { get; init; }

    public string? Failure { get; init; }

    public AccountId AccountId => new(Guid.Parse(Id));

    public string? KnownTenant => Tenant.Length == 0 ? null : Tenant;

    public SignInResult? End => EndedBy is null ? null : Enum.Parse<SignInResult>(EndedBy);

    public RenewalPause? Pause =>
        Failure is null ? null : new RenewalPause(Failures, ColumnValues.FromMilliseconds(PausedUntil), RecordJson.ReadFailure(Failure));

    public CloudAccount ToAccount() => new()
    {
        Id = AccountId,
        Workspace = new WorkspaceId(Guid.Parse(WorkspaceId)),
        Owner = new OwnerId(Owner),
        ProfileId = ProfileId,
        Name = Name,
        Login = Login,
        Tenant = KnownTenant,
        NeedsSignIn = Protected is null,
        SignedInAt = ColumnValues.FromMilliseconds(SignedInAt),
    };
}
