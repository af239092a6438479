using System.Security.Cryptography;
using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.DataProtection;
using Secret = ConnectWizard.Connections.Secret;

namespace ConnectWizard.Storage;

/// <summary>Keeps tokens encrypted by Data Protection. The purpose names the account: tokens that were moved to another row open nothing.</summary>
internal sealed class AccountTokenStore(
    Database database, IDataProtectionProvider protection, TimeProvider time, ILogger<AccountTokenStore> logger) : IAccountStore
{
    private const string Select = $"SELECT {StoredAccount.Columns} FROM accounts WHERE id = @Id";
    private const string SelectPerson = $"SELECT {StoredAccount.Columns} FROM accounts WHERE workspace_id = @Workspace AND owner = @Owner AND profile_id = @ProfileId AND tenant = @Tenant";

    public const string SelectOfConnection =
        $"""
        SELECT {StoredAccount.Columns} FROM accounts WHERE id = (
            SELECT credentials.account_id FROM connections JOIN credentials ON credentials.id = connections.credential_id
            WHERE connections.id = @Connection)
        """;

    private const string SelectTargets =
        """
        SELECT connections.target FROM connections JOIN credentials ON credentials.id = connections.credential_id WHERE credentials.account_id = @Id
        """;

    private const string Insert =
        """
        INSERT INTO accounts (id, workspace_id, owner, profile_id, name, login, tenant, identity, protected, generation, renew_at, expires_at, ends_at, expiry_source, signed_in_at, used_at)
        VALUES (@Id, @Workspace, @Owner, @ProfileId, @Name, @Login, @Tenant, @Identity, @Protected, 1, @RenewAt, @ExpiresAt, @EndsAt, @ExpirySource, @Now, @Now)
        """;

    /// <summary>An application that is entered again is named by its id, and keeps the name that is known by then.</summary>
    private const string SignIn = "UPDATE accounts SET name = CASE WHEN @Name = @Login THEN name ELSE @Name END, login = @Login, identity = @Identity, signed_in_at = @Now WHERE id = @Id";

    private const string Renew =
        """
        UPDATE accounts
        SET protected = @Protected, ended_by = NULL, generation = generation + 1, renew_at = @RenewAt, expires_at = @ExpiresAt, used_at = @Now,
            ends_at = @EndsAt, expiry_source = @ExpirySource, failures = 0, paused_until = NULL, failure = NULL
        WHERE id = @Id AND generation = @Generation
        """;

    private const string Pause =
        "UPDATE accounts SET failures = @Failures, paused_until = @Until, failure = @Failure WHERE id = @Id AND generation = @Generation";

    /// <summary>A refusal says that what the tokens are renewed by has ended; an end that was known before stays.</summary>
    private const string EndNow =
        "ends_at = CASE WHEN ends_at <= @Now THEN ends_at ELSE @Now END, expiry_source = CASE WHEN ends_at <= @Now THEN expiry_source ELSE 'Refusal' END";

    private const string EndSecret = $"UPDATE accounts SET {EndNow} WHERE id = @Id AND generation = @Generation AND identity = 'Secret'";

    private const string Heal =
        $"""
        UPDATE connections
        SET health = 'Unknown', last_problem = NULL, health_since = @Now, next_check_at = NULL, check_paused_at = NULL, check_refusals = 0, check_outages = 0
        WHERE {IsHealed}
        """;

    private const string IsHealed =
        $"last_problem IN ('SignInAgain', 'IdentitySecretRefused', 'IdentityCertificateRefused', 'IdentityAssertionRefused') AND credential_id IN ({CredentialsOf})";

    private const string NoteChange = "INSERT INTO connection_health (id, connection_id, at, kind, health, problem) SELECT id || '-' || @Now, id, @Now, 'Health'";

    /// <summary>Before <see cref="Heal"/>.</summary>
    private const string NoteHealed =
        $"{NoteChange}, 'Unknown', NULL FROM connections WHERE {IsHealed} ON CONFLICT (id) DO NOTHING";

    /// <summary>Before <see cref="Fail"/>.</summary>
    private const string NoteFailed =
        $"""
        {NoteChange}, 'Failed', 'SignInAgain' FROM connections
        WHERE (last_problem IS NULL OR last_problem <> 'SignInAgain') AND credential_id IN ({CredentialsOf}) ON CONFLICT (id) DO NOTHING
        """;

    /// <summary>A connection moves to another account; all of the old account's do when that has no tokens any more.</summary>
    private const string Move =
        """
        UPDATE credentials SET account_id = @Id WHERE account_id = @Old AND id IN (
            SELECT credential_id FROM connections
            WHERE id = @Connection OR EXISTS (SELECT 1 FROM accounts WHERE accounts.id = @Old AND accounts.protected IS NULL))
        """;

    private const string Forget =
        "DELETE FROM accounts WHERE id = @Old AND owner = '' AND NOT EXISTS (SELECT 1 FROM credentials WHERE credentials.account_id = accounts.id)";

    private const string RememberAuthorized =
        """
        INSERT INTO account_organizations (account_id, organization, name) SELECT id, @Organization, @Name FROM accounts WHERE id = @Id
        ON CONFLICT (account_id, organization) DO UPDATE SET name = excluded.name
        """;

    private const string CredentialsOf = "SELECT id FROM credentials WHERE account_id = @Id";

    private const string End =
        $"""
        UPDATE accounts SET {EndNow}, protected = NULL, ended_by = @Reason, generation = generation + 1, owner = CASE WHEN @Reason = 'SignedOut' THEN '' ELSE owner END
        WHERE id = @Id AND generation = @Generation
        """;

    private const string Fail =
        $"""
        UPDATE connections SET health_since = CASE WHEN health = 'Failed' THEN health_since ELSE @Now END, health = 'Failed', last_problem = 'SignInAgain'
        WHERE credential_id IN ({CredentialsOf})
        """;

    /// <summary>Between the two tokens, which are printable ASCII.</summary>
    private const char Separator = '\n';

    public Task<AccountId> SaveAsync(SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken) =>
        database.WriteAsync(session => SaveAsync(session, person, grant), cancellationToken);

    public Task<AccountId?> SaveForConnectionAsync(
        ConnectionId connection, SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken) =>
        database.WriteAsync<AccountId?>(
            async session =>
            {
                if (await FindAsync(session, connection) is not { } old || !ToConnectionAccount(old).Is(person))
                    return null;
                var id = await SaveAsync(session, person, grant);
                await MoveAsync(session, connection, old, id);
                return id;
            },
            cancellationToken);

    public async Task<AccountTokenSet?> ReadAsync(AccountId id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(session => FindAsync(session, id), cancellationToken);
        if (row is null)
            return null;
        var tokens = Open(row);
        return new AccountTokenSet
        {
            Login = row.Login,
            Tenant = row.KnownTenant,
            Identity = row.Identity,
            Generation = row.Generation,
            Access = tokens?.Access,
            Refresh = tokens?.Refresh,
            IsSealed = tokens is null && row.Protected is not null,
            RenewAt = row.RenewAt,
            ExpiresAt = row.ExpiresAt,
            End = row.EndedBy,
            Pause = row.Pause,
        };
    }

    public async Task<ConnectionAccount?> FindOfConnectionAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => FindAsync(session, connection), cancellationToken) is { } row ? ToConnectionAccount(row) : null;

    public Task<bool> RenewAsync(AccountId id, long generation, TokenGrant grant, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await FindAsync(session, id) is { } row && generation == row.Generation && await ReplaceAsync(session, row, grant),
            cancellationToken);

    public Task PauseAsync(AccountId id, long generation, RenewalPause pause, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var parameters = new { Id = id, Generation = generation, Now = time.GetUtcNow() };
                await session.ExecuteAsync(Pause, pause, parameters);
                if (pause.Failure is { Code: ProblemCode.IdentitySecretRefused } failure && failure.ToProblem().Arguments.GetValueOrDefault(ProblemText.Variant) == "expired")
                    await session.ExecuteAsync(EndSecret, parameters);
            },
            cancellationToken);

    public Task EndAsync(AccountId id, long generation, SignInResult reason, CancellationToken cancellationToken) =>
        database.WriteAsync(session => EndAsync(session, id, generation, reason), cancellationToken);

    public static Task<int> RememberAuthorizedAsync(DbSession session, AccountId id, string organization) =>
        session.ExecuteAsync(RememberAuthorized, new { Id = id, Organization = organization.ToLowerInvariant(), Name = organization });

    /// <summary>Forgets the tokens of a generation; connections that live on them have failed.</summary>
    public static async Task EndAsync(DbSession session, AccountId id, long generation, SignInResult reason)
    {
        var parameters = new { Id = id, Generation = generation, Reason = reason, Now = await session.NowAsync() };
        if (await session.ExecuteAsync(End, parameters) == 0)
            return;
        await session.ExecuteAsync(NoteFailed, parameters);
        await session.ExecuteAsync(Fail, parameters);
    }

    private static Task<StoredAccount?> FindAsync(DbSession session, AccountId id) =>
        session.FindAsync<StoredAccount>(Select, new { Id = id });

    private static Task<StoredAccount?> FindAsync(DbSession session, ConnectionId connection) =>
        session.FindAsync<StoredAccount>(SelectOfConnection, new { Connection = connection });

    private static ConnectionAccount ToConnectionAccount(StoredAccount row) => new(row.Id, row.ProfileId, row.KnownTenant);

    private static async Task MoveAsync(DbSession session, ConnectionId connection, StoredAccount old, AccountId id)
    {
        var parameters = new { Id = id, Old = old.Id, Connection = connection, Now = await session.NowAsync() };
        await session.ExecuteAsync(Move, parameters);
        foreach (var target in await session.QueryAsync<ServerTarget>(SelectTargets, parameters))
            await RememberAuthorizedAsync(session, id, target.Collection);
        await session.ExecuteAsync(NoteHealed, parameters);
        await session.ExecuteAsync(Heal, parameters);
        await session.ExecuteAsync(Forget, parameters);
    }

    private async Task<AccountId> SaveAsync(DbSession session, SignedInPerson person, TokenGrant grant)
    {
        var key = new { person.Workspace, person.Owner, ProfileId = person.Profile.Id, Tenant = person.Tenant ?? "" };
        if (await session.FindAsync<StoredAccount>(SelectPerson, key) is not { } row)
            return await AddAsync(session, person, grant);
        await session.ExecuteAsync(SignIn, new { row.Id, person.Profile.Name, person.Login, person.Identity, Now = time.GetUtcNow() });
        await ReplaceAsync(session, row, grant);
        return row.Id;
    }

    private async Task<AccountId> AddAsync(DbSession session, SignedInPerson person, TokenGrant grant)
    {
        var id = AccountId.New();
        var columns = new
        {
            Id = id,
            ProfileId = person.Profile.Id,
            person.Profile.Name,
            Tenant = person.Tenant ?? "",
            person.Identity,
            Protected = Protect(id, grant.Access, grant.Refresh),
            grant.Expiry?.EndsAt,
            ExpirySource = grant.Expiry?.Source,
            Now = time.GetUtcNow(),
        };
        await session.ExecuteAsync(Insert, person, grant, columns);
        return id;
    }

    private async Task<bool> ReplaceAsync(DbSession session, StoredAccount row, TokenGrant grant)
    {
        // An answer that brings nothing new to renew by leaves the end of the old as it is.
        var expiry = grant.Expiry ?? (grant.Refresh is null ? row.Expiry : null);
        var columns = new
        {
            Protected = Protect(row.Id, grant.Access, grant.Refresh ?? Open(row)?.Refresh),
            expiry?.EndsAt,
            ExpirySource = expiry?.Source,
            Now = time.GetUtcNow(),
        };
        if (await session.ExecuteAsync(Renew, row, grant, columns) != 1)
            return false;
        await session.ExecuteAsync(NoteHealed, row, columns);
        await session.ExecuteAsync(Heal, row, columns);
        return true;
    }

    private string Protect(AccountId id, EntraAccessToken access, Secret? refresh) =>
        ProtectorFor(id).Protect($"{access.Reveal()}{Separator}{refresh?.Reveal()}");

    /// <returns>Null when there are none, or they do not open.</returns>
    private (EntraAccessToken Access, Secret? Refresh)? Open(StoredAccount row)
    {
        if (row.Protected is null)
            return null;
        try
        {
            var tokens = ProtectorFor(row.Id).Unprotect(row.Protected).Split(Separator);
            return (new EntraAccessToken(tokens[0]) { IsApplication = row.Identity is not null }, tokens[1].Length == 0 ? null : new Secret(tokens[1]));
        }
        catch (CryptographicException e)
        {
            StorageLog.AccountDoesNotOpen(logger, row.Id.Value, e);
            return null;
        }
    }

    private IDataProtector ProtectorFor(AccountId id) => protection.CreateProtector("ConnectWizard.Accounts.v1", id.ToString());
}
