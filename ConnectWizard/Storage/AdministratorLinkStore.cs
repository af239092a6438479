using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Administrator;

namespace ConnectWizard.Storage;

internal sealed class AdministratorLinkStore(Database database) : IAdministratorLinkStore
{
    private const string Insert =
        """
        INSERT INTO administrator_links (id, workspace_id, profile_id, secret_hash, created_at, expires_at, attempts, used_at, used_by, revoked_at)
        VALUES (@Id, @Workspace, @Profile, @Hash, @CreatedAt, @ExpiresAt, @Attempts, @UsedAt, @UsedBy, @RevokedAt)
        """;

    private const string Revoke =
        "UPDATE administrator_links SET revoked_at = @Now WHERE workspace_id = @Workspace AND profile_id = @Profile AND used_at IS NULL AND revoked_at IS NULL";

    private const string Select =
        """
        SELECT id, workspace_id AS workspace, profile_id AS profile, secret_hash AS hash, created_at, expires_at, attempts, used_at, used_by, revoked_at
        FROM administrator_links
        """;

    private const string SelectByHash = $"{Select} WHERE secret_hash = @Hash";
    private const string SelectNewest = $"{Select} WHERE workspace_id = @Workspace AND profile_id = @Profile ORDER BY created_at DESC, id DESC LIMIT 1";

    private const string Try =
        """
        UPDATE administrator_links SET attempts = attempts + 1
        WHERE id = @Id AND workspace_id = @Workspace AND used_at IS NULL AND revoked_at IS NULL AND expires_at > @Now AND attempts < @MaxAttempts
        """;

    private const string Use = "UPDATE administrator_links SET used_at = @Now, used_by = @By WHERE id = @Id AND workspace_id = @Workspace AND used_at IS NULL";

    public Task AddAsync(StoredLink link, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Revoke, new { link.Workspace, link.Profile, Now = link.CreatedAt });
                await session.ExecuteAsync(Insert, link);
            },
            cancellationToken);

    public Task<StoredLink?> FindAsync(string secretHash, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<StoredLink>(SelectByHash, new { Hash = secretHash }), cancellationToken);

    public Task<StoredLink?> FindNewestAsync(WorkspaceId workspace, ProfileId profile, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<StoredLink>(SelectNewest, new { Workspace = workspace, Profile = profile }), cancellationToken);

    public Task RevokeAsync(WorkspaceId workspace, ProfileId profile, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(Revoke, new { Workspace = workspace, Profile = profile, Now = now }), cancellationToken);

    public async Task<bool> TryAsync(WorkspaceId workspace, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = workspace, Id = id, Now = now, AdministratorLinks.MaxAttempts };
        return await database.WriteAsync(session => session.ExecuteAsync(Try, parameters), cancellationToken) == 1;
    }

    public Task UseAsync(WorkspaceId workspace, Guid id, string by, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(Use, new { Workspace = workspace, Id = id, By = by, Now = now }), cancellationToken);
}
