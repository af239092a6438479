using ConnectWizard.Builds;
using ConnectWizard.Profiles;

namespace ConnectWizard.Storage;

/// <summary>Records the events of a profile; the stores of deliveries, polls and builds share it.</summary>
internal static class ReceivedEventSql
{
    public const string RequestColumns =
        "id, workspace_id AS workspace, profile_id AS profile, dedupe_key AS \"key\", cause, ref, commit_id AS \"commit\", pull_request, is_draft, is_fork, source_ref, target_ref, author, title, state, attempts, "
        + "next_attempt_at, last_response, created_at";

    /// <summary>Of a profile's requests that are still to be sent, but for those that people started.</summary>
    internal const int MaxQueued = 1000;

    private const string CountQueued = "SELECT COUNT(*) FROM build_requests WHERE profile_id = @Profile AND next_attempt_at IS NOT NULL";

    /// <summary>Inserts nothing where the profile is gone, or has or had a request of this key.</summary>
    private const string InsertRequest =
        """
        INSERT INTO build_requests (id, workspace_id, profile_id, dedupe_key, cause, ref, commit_id, pull_request, is_draft, is_fork, source_ref, target_ref, author, title,
                                    state, attempts, next_attempt_at, last_response, created_at)
        SELECT @Id, workspace_id, id, @Key, @Cause, @Ref, @Commit, @PullRequest, @IsDraft, @IsFork, @SourceRef, @TargetRef, @Author, @Title, 'Queued', 0, 0, NULL, @CreatedAt
        FROM profiles WHERE id = @Profile
          AND NOT EXISTS (SELECT 1 FROM build_keys WHERE build_keys.profile_id = @Profile AND build_keys.dedupe_key = @Key)
        ON CONFLICT (profile_id, dedupe_key) DO NOTHING
        """;

    private const string FindRequest = $"SELECT {RequestColumns} FROM build_requests WHERE profile_id = @Profile AND dedupe_key = @Key";

    private const string InsertEvent =
        """
        INSERT INTO profile_events (id, profile_id, at, kind, title, author, skipped, request_id)
        SELECT @Id, id, @At, @Kind, @Title, @Author, @Skipped, @Request FROM profiles WHERE id = @Profile
        """;

    private const string NoteLastEvent =
        """
        UPDATE connections SET last_event_at = @At
        WHERE id = (SELECT connection_id FROM profiles WHERE id = @Profile) AND (last_event_at IS NULL OR last_event_at < @At)
        """;

    private const string MoveHead =
        """
        INSERT INTO ref_heads (profile_id, ref, commit_id) SELECT id, @Ref, @Commit FROM profiles WHERE id = @Profile
        ON CONFLICT (profile_id, ref) DO UPDATE SET commit_id = excluded.commit_id
        """;

    private const string DropHead = "DELETE FROM ref_heads WHERE profile_id = @Profile AND ref = @Ref";

    public static async Task<bool> RecordAsync(this DbSession session, ReceivedEvent received, DateTimeOffset now)
    {
        var isFull = received.Build is not null && await session.FindAsync<long>(CountQueued, new { received.Profile }) >= MaxQueued;
        // A head that doesn't move is found by polling, once there is room.
        if (received.Head is { } head && !isFull)
            await session.MoveHeadAsync(received.Profile, head);
        var (request, isNew) = received.Build is { } build && !isFull ? await session.AddBuildAsync(build) : (null, false);
        if (isNew || !received.OnlyIfBuilt)
        {
            await session.ExecuteAsync(InsertEvent, received, new { Id = Guid.CreateVersion7(now), Request = request?.Id });
            await session.ExecuteAsync(NoteLastEvent, received);
        }

        return isNew;
    }

    /// <returns>The request of this key (null when the profile is gone, or the request was swept since), and whether it was made now.</returns>
    public static async Task<(BuildRequest? Request, bool IsNew)> AddBuildAsync(this DbSession session, BuildRequest request)
    {
        var added = await session.ExecuteAsync(InsertRequest, request);
        return (await session.FindAsync<BuildRequest>(FindRequest, request), added == 1);
    }

    public static Task MoveHeadAsync(this DbSession session, ProfileId profile, RefHead head) => session.ExecuteAsync(
        head.Commit is null ? DropHead : MoveHead, new { Profile = profile, head.Ref, head.Commit });
}
