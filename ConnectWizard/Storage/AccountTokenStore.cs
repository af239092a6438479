using System.Security.Cryptography;
using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Storage.Records;
using Microsoft.AspNetCore.DataProtection;
using Secret = ConnectWizard.Connections.Secret;

namespace ConnectWizard.Storage;

/// <summary>
/// Keeps the tokens of accounts encrypted by Data Protection. The purpose names the account, so a blob that somebody moves to another row
/// opens nothing.
/// </summary>
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
            RenewAt = ColumnValues.FromMilliseconds(row.RenewAt),
            ExpiresAt = ColumnValues.FromMilliseconds(row.ExpiresAt),
            End = row.End,
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
        var parameters = new
        {
            Id = id.Value.ToText(),
            Generation = generation,
            pause.Failures,
            Until = pause.Until.ToMilliseconds(),
            Failure = RecordJson.Write(pause.Failure),
        };
        return database.WriteAsync(session => session.ExecuteAsync(AccountSql.Pause, parameters), cancellationToken);
    }

    public Task EndAsync(AccountId id, long generation, SignInResult reason, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.EndAsync(id, generation, reason), cancellationToken);

    private static Task<AccountRow?> FindAsync(DbSession session, AccountId id) =>
        session.FindAsync<AccountRow>(AccountSql.Select, new { Id = id.Value.ToText() });

    private static Task<AccountRow?> FindAsync(DbSession session, ConnectionId connection) =>
        session.FindAsync<AccountRow>(AccountSql.SelectOfConnection, new { Connection = connection.Value.ToText() });

    private static ConnectionAccount ToConnectionAccount(AccountRow row) => new(row.AccountId, row.ProfileId, row.KnownTenant);

    private static async Task MoveAsync(DbSession session, ConnectionId connection, AccountRow old, AccountId id)
    {
        var parameters = new { Id = id.Value.ToText(), Old = old.Id, Connection = connection.Value.ToText() };
        await session.ExecuteAsync(AccountSql.Move, parameters);
        await session.ExecuteAsync(AccountSql.RememberConnected, parameters);
        await session.ExecuteAsync(AccountSql.Heal, parameters);
        await session.ExecuteAsync(AccountSql.Forget, parameters);
    }

    private async Task<AccountId> SaveAsync(DbSession session, SignedInPerson person, TokenGrant grant)
    {
        var key = new { Owner = person.Owner.Value, ProfileId = person.Profile.Id, Tenant = person.Tenant ?? "" };
        if (await session.FindAsync<AccountRow>(AccountSql.SelectPerson, key) is not { } row)
            return await AddAsync(session, person, grant);

        var now = time.GetUtcNow().ToMilliseconds();
        await session.ExecuteAsync(AccountSql.SignIn, new { row.Id, person.Profile.Name, person.Login, Now = now });
        await ReplaceAsync(session, row, grant);
        return row.AccountId;
    }

    private async Task<AccountId> AddAsync(DbSession session, SignedInPerson person, TokenGrant grant)
    {
        var (id, now) = (AccountId.New(), time.GetUtcNow().ToMilliseconds());
        await session.ExecuteAsync(AccountSql.Insert, new AccountRow
        {
            Id = id.Value.ToText(),
            WorkspaceId = WorkspaceId.Default.Value.ToText(),
            Owner = person.Owner.Value,
            ProfileId = person.Profile.Id,
            Name = person.Profile.Name,
            Login = person.Login,
            Tenant = person.Tenant ?? "",
            Protected = Protect(id, grant.Access, grant.Refresh),
            Generation = 1,
            RenewAt = grant.RenewAt.ToMilliseconds(),
            ExpiresAt = grant.ExpiresAt.ToMilliseconds(),
            SignedInAt = now,
            UsedAt = now,
        });
        return id;
    }

    private async Task<bool> ReplaceAsync(DbSession session, AccountRow row, TokenGrant grant)
    {
        var parameters = new
        {
            row.Id,
            row.Generation,
            Protected = Protect(row.AccountId, grant.Access, grant.Refresh ?? Open(row)?.Refresh),
            RenewAt = grant.RenewAt.ToMilliseconds(),
            ExpiresAt = grant.ExpiresAt.ToMilliseconds(),
            Now = time.GetUtcNow().ToMilliseconds(),
        };
        if (await session.ExecuteAsync(AccountSql.Renew, parameters) != 1)
            return false;
        await session.ExecuteAsync(AccountSql.Heal, parameters);
        return true;
    }

    private string Protect(AccountId id, EntraAccessToken access, Secret? refresh) =>
        ProtectorFor(id).Protect($"{access.Reveal()}{Separator}{refresh?.Reveal()}");

    /// <returns>Null when there are none, or they do not open.</returns>
    private (EntraAccessToken Access, Secret? Refresh)? Open(AccountRow row)
    {
        if (row.Protected is null)
            return null;
        try
        {
            var tokens = ProtectorFor(row.AccountId).Unprotect(row.Protected).Split(Separator);
            return (new EntraAccessToken(tokens[0]), tokens[1].Length == 0 ? null : new Secret(tokens[1]));
        }
        catch (CryptographicException e)
        {
            StorageLog.AccountDoesNotOpen(logger, row.AccountId.Value, e);
            return null;
        }
    }

    private IDataProtector ProtectorFor(AccountId id) => protection.CreateProtector("ConnectWizard.Accounts.v1", id.Value.ToText());
}
