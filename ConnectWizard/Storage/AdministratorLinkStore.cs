using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Administrator;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <inheritdoc />
internal sealed class AdministratorLinkStore(Database database) : IAdministratorLinkStore
{
    private const string Insert =
        $"""
        INSERT INTO administrator_links ({AdministratorLinkRow.Columns})
        VALUES (@Id, @WorkspaceId, @ProfileId, @SecretHash, @CreatedAt, @ExpiresAt, @Attempts, @UsedAt, @UsedBy, @RevokedAt)
        """;

    private const string Revoke =
        "UPDATE administrator_links SET revoked_at = @Now WHERE profile_id = @Profile AND used_at IS NULL AND revoked_at IS NULL";

    private const string SelectByHash = $"SELECT {AdministratorLinkRow.Columns} FROM administrator_links WHERE secret_hash = @Hash";

    private const string SelectNewest =
        $"SELECT {AdministratorLinkRow.Columns} FROM administrator_links WHERE profile_id = @Profile ORDER BY created_at DESC, id DESC LIMIT 1";

    private const string Try =
        """
        UPDATE administrator_links SET attempts = attempts + 1
        WHERE id = @Id AND used_at IS NULL AND revoked_at IS NULL AND expires_at > @Now AND attempts < @MaxCount
        """;

    private const string Use =
        "UPDATE administrator_links SET used_at = @Now, used_by = @By WHERE id = @Id AND used_at IS NULL";

    public Task AddAsync(StoredLink link, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var row = AdministratorLinkRow.Of(link);
                await session.ExecuteAsync(Revoke, new { Profile = row.ProfileId, Now = row.CreatedAt });
                await session.ExecuteAsync(Insert, row);
            },
            cancellationToken);

    public Task<StoredLink?> FindAsync(string secretHash, CancellationToken cancellationToken) =>
        FindAsync(SelectByHash, new { Hash = secretHash }, cancellationToken);

    public Task<StoredLink?> FindNewestAsync(ProfileId profile, CancellationToken cancellationToken) =>
        FindAsync(SelectNewest, new { Profile = profile.Value.ToText() }, cancellationToken);

    public Task RevokeAsync(ProfileId profile, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { Profile = profile.Value.ToText(), Now = now.ToMilliseconds() };
        return database.WriteAsync(session => session.ExecuteAsync(Revoke, parameters), cancellationToken);
    }

    public async Task<bool> TryAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { Id = id.ToText(), Now = now.ToMilliseconds(), MaxCount = AdministratorLinks.MaxAttempts };
        return await database.WriteAsync(session => session.ExecuteAsync(Try, parameters), cancellationToken) == 1;
    }

    public Task UseAsync(Guid id, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { Id = id.ToText(), By = by, Now = now.ToMilliseconds() };
        return database.WriteAsync(session => session.ExecuteAsync(Use, parameters), cancellationToken);
    }

    private async Task<StoredLink?> FindAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(session => session.FindAsync<AdministratorLinkRow>(sql, parameters), cancellationToken);
        return row?.ToLink();
    }
}
