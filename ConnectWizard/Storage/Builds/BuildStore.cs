using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Storage;

internal sealed class BuildStore(Database database) : IBuildStore
{
    private const string SelectEvents =
        """
        SELECT id, at, kind, title, author, skipped, request_id AS built FROM profile_events
        WHERE profile_id = (SELECT id FROM profiles WHERE id = @Profile AND workspace_id = @Workspace) ORDER BY at DESC, id DESC LIMIT @Limit
        """;

    private const string SelectRequests =
        $"""
        SELECT {ReceivedEventSql.RequestColumns} FROM build_requests
        WHERE profile_id = @Profile AND workspace_id = @Workspace ORDER BY created_at DESC, id DESC LIMIT @Limit
        """;

    /// <summary>Those since the last one that counts: numbering them would read all. Where several were made at once, it may be more than counts.</summary>
    private const string SelectRecent =
        """
        SELECT profile_id AS profile, state, build_requests.created_at
        FROM profiles JOIN build_requests ON profile_id = profiles.id
        WHERE profiles.id IN @Profiles AND build_requests.workspace_id = @Workspace AND build_requests.created_at >= COALESCE(
            (SELECT created_at FROM build_requests AS newer WHERE newer.profile_id = profiles.id ORDER BY created_at DESC LIMIT 1 OFFSET @Offset), 0)
        ORDER BY build_requests.created_at DESC, build_requests.id DESC
        """;

    private const string Select = $"SELECT {ReceivedEventSql.RequestColumns} FROM build_requests WHERE id = @Id";

    private const string SelectDue =
        $"""
        SELECT {ReceivedEventSql.RequestColumns} FROM build_requests AS due
        WHERE next_attempt_at <= @Now AND NOT EXISTS (
            SELECT 1 FROM build_requests AS older
            WHERE older.profile_id = due.profile_id AND older.next_attempt_at IS NOT NULL AND older.attempts < @MaxBlockingAttempts
              AND (older.created_at < due.created_at OR (older.created_at = due.created_at AND older.id < due.id)))
        ORDER BY created_at, id LIMIT @Limit
        """;

    private const string Claim =
        """
        UPDATE build_requests SET state = 'Sent', attempts = attempts + 1, next_attempt_at = @Until
        WHERE id = @Id AND workspace_id = @Workspace AND next_attempt_at = @Due AND attempts = @Attempts
        """;

    private const string Settle =
        """
        UPDATE build_requests SET state = @State, last_response = @Response, next_attempt_at = @Next
        WHERE id = @Id AND workspace_id = @Workspace AND state <> 'Accepted' AND (attempts = @Attempts OR @State = 'Accepted')
        """;

    private const string Requeue =
        """
        UPDATE build_requests SET state = 'Queued', attempts = 0, next_attempt_at = 0
        WHERE id = @Id AND workspace_id = @Workspace AND state = 'Failed'
        """;

    public Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken) =>
        ListAsync<ProfileEvent>(SelectEvents, new { Profile = profile, Workspace = workspace, Limit = limit }, cancellationToken);

    public Task<IReadOnlyList<BuildRequest>> ListAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken) =>
        ListAsync<BuildRequest>(SelectRequests, new { Profile = profile, Workspace = workspace, Limit = limit }, cancellationToken);

    public async Task<IReadOnlyList<RecentBuild>> ListRecentAsync(
        WorkspaceId workspace, IReadOnlyList<ProfileId> profiles, int limit, CancellationToken cancellationToken)
    {
        if (profiles.Count == 0)
            return [];
        var builds = await ListAsync<RecentBuild>(SelectRecent, new { Workspace = workspace, Profiles = profiles, Offset = limit - 1 }, cancellationToken);
        return [.. builds.GroupBy(build => build.Profile).SelectMany(ofProfile => ofProfile.Take(limit))];
    }

    public Task<BuildRequest?> FindAsync(BuildRequestId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<BuildRequest>(Select, new { Id = id }), cancellationToken);

    public async Task<BuildRequest?> AddAsync(BuildRequest request, CancellationToken cancellationToken) =>
        (await database.WriteAsync(session => session.AddBuildAsync(request), cancellationToken)).Request;

    public async Task<BuildRequest?> RequeueAsync(WorkspaceId workspace, BuildRequestId id, CancellationToken cancellationToken)
    {
        await database.WriteAsync(session => session.ExecuteAsync(Requeue, new { Id = id, Workspace = workspace }), cancellationToken);
        return await FindAsync(id, cancellationToken) is { } request && request.Workspace == workspace ? request : null;
    }

    public Task<IReadOnlyList<BuildRequest>> ListDueAsync(int limit, int maxBlockingAttempts, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var parameters = new { Now = await session.NowAsync(), Limit = limit, MaxBlockingAttempts = maxBlockingAttempts };
                return await session.QueryAsync<BuildRequest>(SelectDue, parameters);
            },
            cancellationToken);

    public Task<bool> ClaimAsync(BuildRequest request, TimeSpan duration, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var until = await session.NowAsync() + duration;
                return await session.ExecuteAsync(Claim, request, new { Due = request.NextAttemptAt, Until = until }) == 1;
            },
            cancellationToken);

    public Task SettleAsync(BuildRequest request, BuildState state, string response, TimeSpan? delay, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var next = await session.NowAsync() + delay;
                await session.ExecuteAsync(Settle, request, new { State = state, Response = response, Next = next });
            },
            cancellationToken);

    private Task<IReadOnlyList<T>> ListAsync<T>(string sql, object parameters, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<T>(sql, parameters), cancellationToken);
}

internal sealed class GitTokenStore(Database database, TimeProvider time) : IGitTokenStore
{
    private const string DeleteEnded = "DELETE FROM git_tokens WHERE expires_at <= @Now";

    private const string Insert =
        """
        INSERT INTO git_tokens (hash, request_id, expires_at) SELECT @Hash, id, @ExpiresAt FROM build_requests WHERE id = @Request
        """;

    private const string Count = "SELECT COUNT(*) FROM git_tokens WHERE hash = @Hash AND request_id = @Request AND expires_at > @Now";

    public Task AddAsync(BuildRequestId request, string hash, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(DeleteEnded, new { Now = time.GetUtcNow() });
                await session.ExecuteAsync(
                    Insert, new { Hash = hash, Request = request, ExpiresAt = expiresAt });
            },
            cancellationToken);

    public async Task<bool> IsValidAsync(BuildRequestId request, string hash, CancellationToken cancellationToken)
    {
        var parameters = new { Hash = hash, Request = request, Now = time.GetUtcNow() };
        return await database.ReadAsync(session => session.FindAsync<long>(Count, parameters), cancellationToken) > 0;
    }
}
