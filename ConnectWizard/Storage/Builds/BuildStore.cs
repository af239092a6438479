using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage.Builds;

/// <inheritdoc />
internal sealed class BuildStore(Database database, TimeProvider time) : IBuildStore
{
    private const string SelectEvents =
        $"SELECT {ProfileEventRow.Columns} FROM profile_events WHERE profile_id = @Profile ORDER BY at DESC, id DESC LIMIT @Limit";

    private const string SelectRequests =
        $"SELECT {BuildRow.Columns} FROM build_requests WHERE profile_id = @Profile ORDER BY created_at DESC, id DESC LIMIT @Limit";

    private const string Select = $"SELECT {BuildRow.Columns} FROM build_requests WHERE id = @Id";

    private const string SelectDue =
        $"""
        SELECT {BuildRow.Columns} FROM build_requests AS due
        WHERE next_attempt_at <= @Now AND NOT EXISTS (
            SELECT 1 FROM build_requests AS older
            WHERE older.profile_id = due.profile_id AND older.next_attempt_at IS NOT NULL AND older.attempts < @WaitTimeout
              AND (older.created_at < due.created_at OR (older.created_at = due.created_at AND older.id < due.id)))
        ORDER BY created_at, id LIMIT @Limit
        """;

    private const string Claim =
        """
        UPDATE build_requests SET state = 'Sent', attempts = attempts + 1, next_attempt_at = @Until
        WHERE id = @Id AND next_attempt_at = @Due AND attempts = @Attempts
        """;

    private const string Settle =
        """
        UPDATE build_requests SET state = @State, last_response = @ApiResponse, next_attempt_at = @Next
        WHERE id = @Id AND state <> 'Accepted'
        """;

    private const string Requeue =
        """
        UPDATE build_requests SET state = 'Queued', attempts = 0, next_attempt_at = @Now
        WHERE id = @Id AND workspace_id = @Workspace AND state = 'Failed'
        """;

    public async Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(ProfileId profile, int limit, CancellationToken cancellationToken)
    {
        var parameters = new { Profile = profile.Value.ToText(), Limit = limit };
        var rows = await database.ReadAsync(session => session.QueryAsync<ProfileEventRow>(SelectEvents, parameters), cancellationToken);
        return [.. rows.Select(row => row.ToEvent())];
    }

    public Task<IReadOnlyList<BuildRequest>> ListAsync(ProfileId profile, int limit, CancellationToken cancellationToken) =>
        ListAsync(SelectRequests, new { Profile = profile.Value.ToText(), Limit = limit }, cancellationToken);

    public async Task<BuildRequest?> FindAsync(BuildRequestId id, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.FindAsync<BuildRow>(Select, new { Id = id.Value.ToText() }), cancellationToken))?.ToRequest();

    public async Task<BuildRequest?> RequestAsync(ProfileId profile, BuildTrigger wanted, CancellationToken cancellationToken)
    {
        var (row, _) = await database.WriteAsync(session => session.RequestAsync(profile, wanted, time.GetUtcNow()), cancellationToken);
        return row?.ToRequest();
    }

    public async Task<BuildRequest?> RequeueAsync(WorkspaceId workspace, BuildRequestId id, CancellationToken cancellationToken)
    {
        var parameters = new { Id = id.Value.ToText(), Workspace = workspace.Value.ToText(), Now = time.GetUtcNow().ToMilliseconds() };
        await database.WriteAsync(session => session.ExecuteAsync(Requeue, parameters), cancellationToken);
        return await FindAsync(id, cancellationToken) is { } request && request.Workspace == workspace ? request : null;
    }

    public Task<IReadOnlyList<BuildRequest>> ListDueAsync(int limit, int waitTimeout, CancellationToken cancellationToken) =>
        ListAsync(SelectDue, new { Now = time.GetUtcNow().ToMilliseconds(), Limit = limit, WaitTimeout = waitTimeout }, cancellationToken);

    public async Task<bool> ClaimAsync(BuildRequest request, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            Id = request.Id.Value.ToText(),
            Due = request.NextAttemptAt?.ToMilliseconds(),
            request.Attempts,
            Until = until.ToMilliseconds(),
        };
        return await database.WriteAsync(session => session.ExecuteAsync(Claim, parameters), cancellationToken) == 1;
    }

    public Task SettleAsync(
        BuildRequestId id, BuildState state, string answer, DateTimeOffset? nextAttemptAt, CancellationToken cancellationToken)
    {
        var parameters = new { Id = id.Value.ToText(), State = state.ToString(), ApiResponse = answer, Next = nextAttemptAt?.ToMilliseconds() };
        return database.WriteAsync(session => session.ExecuteAsync(Settle, parameters), cancellationToken);
    }

    private async Task<IReadOnlyList<BuildRequest>> ListAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<BuildRow>(sql, parameters), cancellationToken);
        return [.. rows.Select(row => row.ToRequest())];
    }
}
