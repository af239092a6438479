using ConnectWizard.Accounts;
using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

internal sealed class AccountStore(Database database, ChangeLog changes) : ICloudAccounts
{
    private const string SelectOwned = $"SELECT {StoredAccount.Columns} FROM accounts WHERE id = @Id AND owner = @Owner";
    private const string SelectOfOwner = $"SELECT {StoredAccount.Columns} FROM accounts WHERE owner = @Owner ORDER BY signed_in_at DESC, id DESC";

    private const string ListAuthorized =
        """
        SELECT o.name FROM account_organizations o JOIN accounts ON accounts.id = o.account_id
        WHERE o.account_id = @Id AND accounts.owner = @Owner ORDER BY o.organization
        """;

    /// <summary>The operator's identities keep the names that they are offered by.</summary>
    private const string NameApplication = "UPDATE accounts SET name = @Name WHERE id = @Id AND identity IN ('Secret', 'Certificate')";

    private const string SelectConnections =
        "SELECT name FROM connections WHERE credential_id IN (SELECT id FROM credentials WHERE account_id = @Id) ORDER BY name, id";

    public async Task<IReadOnlyList<CloudAccount>> ListAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var parameters = new { Owner = owner };
        var rows = await database.ReadAsync(session => session.QueryAsync<StoredAccount>(SelectOfOwner, parameters), cancellationToken);
        return [.. rows.Select(row => row.ToAccount())];
    }

    public async Task<CloudAccount?> FindAsync(AccountId id, OwnerId owner, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => FindAsync(session, id, owner), cancellationToken))?.ToAccount();

    public async Task<CloudAccount?> FindOfConnectionAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.FindAsync<StoredAccount>(AccountTokenStore.SelectOfConnection, new { Connection = connection }), cancellationToken))?.ToAccount();

    public Task<IReadOnlyList<string>> ListAuthorizedAsync(AccountId id, OwnerId owner, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QueryAsync<string>(ListAuthorized, new { Id = id, Owner = owner }), cancellationToken);

    public Task RememberAuthorizedAsync(AccountId id, string organization, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await AccountTokenStore.RememberAuthorizedAsync(session, id, organization);
                await session.ExecuteAsync(NameApplication, new { Id = id, Name = name });
            },
            cancellationToken);

    public async Task<SignOutReceipt?> SignOutAsync(AccountId id, Actor actor, CancellationToken cancellationToken)
    {
        var receipt = await database.WriteAsync(
            async session => await FindAsync(session, id, actor.Owner) is { } row ? await ForgetAsync(session, row) : null, cancellationToken);
        if (receipt is not null)
            await changes.RecordAsync(new AuditEvent(AuditAction.SignedOut, actor.Workspace) { By = actor, Account = receipt.Login });
        return receipt;
    }

    private static Task<StoredAccount?> FindAsync(DbSession session, AccountId id, OwnerId owner) =>
        session.FindAsync<StoredAccount>(SelectOwned, new { Id = id, Owner = owner });

    /// <summary>An account that connections live on stays without tokens and owner, so that its connections can say whose sign-in would fix them.</summary>
    private static async Task<SignOutReceipt> ForgetAsync(DbSession session, StoredAccount row)
    {
        var connections = await session.QueryAsync<string>(SelectConnections, new { row.Id });
        await AccountTokenStore.EndAsync(session, row.Id, row.Generation, SignInResult.SignedOut);
        await session.ExecuteAsync("DELETE FROM credentials WHERE account_id = @Id AND (pending = 1 OR id IN (SELECT credential_id FROM former_credentials))", new { row.Id });
        await session.ExecuteAsync("DELETE FROM account_organizations WHERE account_id = @Id", new { row.Id });
        if (connections.Count == 0)
            await session.ExecuteAsync("DELETE FROM accounts WHERE id = @Id", new { row.Id });
        return new SignOutReceipt(row.Login, connections);
    }
}

/// <summary>A row of <c>accounts</c>: what pages see of an account, and what its tokens need.</summary>
internal sealed record StoredAccount
{
    public const string Columns =
        "id, workspace_id AS workspace, owner, profile_id, name, login, tenant, identity, protected, ended_by, generation, renew_at, signed_in_at, expires_at, "
        + "failures, paused_until, failure, ends_at, expiry_source";

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
    public DateTimeOffset? EndsAt { get; init; }
    public ExpirySource? ExpirySource { get; init; }

    public CredentialExpiry? Expiry => EndsAt is { } at && ExpirySource is { } source ? new CredentialExpiry(at, source) : null;

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
