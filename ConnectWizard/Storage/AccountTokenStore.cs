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

    public Task PauseAsync(AccountId id, long generation, RenewalPause pause, CancellationToken cancellationToken)
    {
        var parameters = new { Id = id, Generation = generation, pause.Failures, pause.Until, pause.Failure };
        return database.WriteAsync(session => session.ExecuteAsync(AccountSql.Pause, parameters), cancellationToken);
    }

    public Task EndAsync(AccountId id, long generation, SignInResult reason, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.EndAsync(id, generation, reason), cancellationToken);

    private static Task<StoredAccount?> FindAsync(DbSession session, AccountId id) =>
        session.FindAsync<StoredAccount>(AccountSql.Select, new { Id = id });

    private static Task<StoredAccount?> FindAsync(DbSession session, ConnectionId connection) =>
        session.FindAsync<StoredAccount>(AccountSql.SelectOfConnection, new { Connection = connection });

    private static ConnectionAccount ToConnectionAccount(StoredAccount row) => new(row.Id, row.ProfileId, row.KnownTenant);

    private static async Task MoveAsync(DbSession session, ConnectionId connection, StoredAccount old, AccountId id)
    {
        var parameters = new { Id = id, Old = old.Id, Connection = connection };
        await session.ExecuteAsync(AccountSql.Move, parameters);
        foreach (var target in await session.QueryAsync<ServerTarget>(AccountSql.SelectTargets, parameters))
            await session.RememberAuthorizedAsync(id, target.Collection);
        await session.ExecuteAsync(AccountSql.Heal, parameters);
        await session.ExecuteAsync(AccountSql.Forget, parameters);
    }

    private async Task<AccountId> SaveAsync(DbSession session, SignedInPerson person, TokenGrant grant)
    {
        var key = new { person.Workspace, person.Owner, ProfileId = person.Profile.Id, Tenant = person.Tenant ?? "" };
        if (await session.FindAsync<StoredAccount>(AccountSql.SelectPerson, key) is not { } row)
            return await AddAsync(session, person, grant);

        await session.ExecuteAsync(AccountSql.SignIn, new { row.Id, person.Profile.Name, person.Login, Now = time.GetUtcNow() });
        await ReplaceAsync(session, row, grant);
        return row.Id;
    }

    private async Task<AccountId> AddAsync(DbSession session, SignedInPerson person, TokenGrant grant)
    {
        var id = AccountId.New();
        await session.ExecuteAsync(AccountSql.Insert, new
        {
            Id = id,
            person.Workspace,
            person.Owner,
            ProfileId = person.Profile.Id,
            person.Profile.Name,
            person.Login,
            Tenant = person.Tenant ?? "",
            Protected = Protect(id, grant.Access, grant.Refresh),
            grant.RenewAt,
            grant.ExpiresAt,
            Now = time.GetUtcNow(),
        });
        return id;
    }

    private async Task<bool> ReplaceAsync(DbSession session, StoredAccount row, TokenGrant grant)
    {
        var parameters = new
        {
            row.Id,
            row.Generation,
            Protected = Protect(row.Id, grant.Access, grant.Refresh ?? Open(row)?.Refresh),
            grant.RenewAt,
            grant.ExpiresAt,
            Now = time.GetUtcNow(),
        };
        if (await session.ExecuteAsync(AccountSql.Renew, parameters) != 1)
            return false;
        await session.ExecuteAsync(AccountSql.Heal, parameters);
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
            return (new EntraAccessToken(tokens[0]), tokens[1].Length == 0 ? null : new Secret(tokens[1]));
        }
        catch (CryptographicException e)
        {
            StorageLog.AccountDoesNotOpen(logger, row.Id.Value, e);
            return null;
        }
    }

    private IDataProtector ProtectorFor(AccountId id) => protection.CreateProtector("ConnectWizard.Accounts.v1", id.ToString());
}
