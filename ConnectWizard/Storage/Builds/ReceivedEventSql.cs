using ConnectWizard.Builds;
using ConnectWizard.Profiles;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage.Builds;

/// <summary>The statements that write down what arrived for a profile; the stores of deliveries, looks and builds share them.</summary>
internal static class ReceivedEventSql
{
    /// <summary>Nothing where the profile is gone, or has or had a request of this key.</summary>
    private const string InsertRequest =
        """
        INSERT INTO build_requests (id, workspace_id, profile_id, dedupe_key, cause, ref, commit_id, pull_request, author, title,
                                    state, attempts, next_attempt_at, last_response, created_at)
        SELECT @Id, workspace_id, id, @Key, @Cause, @Ref, @Commit, @PullRequest, @Author, @Title, 'Queued', 0, @Now, NULL, @Now
        FROM profiles WHERE id = @Profile
          AND NOT EXISTS (SELECT 1 FROM built WHERE built.profile_id = @Profile AND built.dedupe_key = @Key)
        ON CONFLICT (profile_id, dedupe_key) DO NOTHING
        """;

    private const string FindRequest = $"SELECT {BuildRow.Columns} FROM build_requests WHERE profile_id = @Profile AND dedupe_key = @Key";

    private const string InsertEvent =
        """
        INSERT INTO profile_events (id, profile_id, at, kind, title, author, request_id)
        SELECT @Id, id, @At, @Kind, @Title, @Author, @Request FROM profiles WHERE id = @Profile
        """;

    private const string MoveHead =
        """
        INSERT INTO heads (profile_id, ref, commit_id) SELECT id, @Ref, @Commit FROM profiles WHERE id = @Profile
        ON CONFLICT (profile_id, ref) DO UPDATE SET commit_id = excluded.commit_id
        """;

    private const string DropHead = "DELETE FROM heads WHERE profile_id = @Profile AND ref = @Ref";

    /// <summary>Writes down the line of the list, the head and the build of an arrival.</summary>
    /// <returns>Whether a request was made that was not there before.</returns>
    public static async Task<bool> RecordAsync(this DbSession session, ReceivedEvent received, DateTimeOffset now)
    {
        if (received.Head is { } head)
            await session.MoveHeadAsync(received.Profile, head);
        var (request, isNew) = received.Build is { } wanted ? await session.RequestAsync(received.Profile, wanted, now) : (null, false);
        if (isNew || !received.OnlyIfBuilt)
        {
            await session.ExecuteAsync(InsertEvent, new
            {
                Id = Guid.CreateVersion7(now).ToText(),
                Profile = received.Profile.Value.ToText(),
                At = received.At.ToMilliseconds(),
                received.Kind,
                received.Title,
                received.Author,
                Request = request?.Id,
            });
        }

        return isNew;
    }

    /// <summary>Makes a request unless there is one of its key.</summary>
    /// <returns>The request of this key (null when the profile is gone, or the request was swept since), and whether it was made now.</returns>
    public static async Task<(BuildRow? Request, bool IsNew)> RequestAsync(
        this DbSession session, ProfileId profile, BuildTrigger wanted, DateTimeOffset now)
    {
        var made = await session.ExecuteAsync(InsertRequest, new
        {
            Id = Guid.CreateVersion7(now).ToText(),
            Profile = profile.Value.ToText(),
            wanted.Key,
            Cause = wanted.Cause.ToString(),
            wanted.Ref,
            wanted.Commit,
            wanted.PullRequest,
            wanted.Author,
            wanted.Title,
            Now = now.ToMilliseconds(),
        });
        return (await session.FindAsync<BuildRow>(FindRequest, new { Profile = profile.Value.ToText(), wanted.Key }), made == 1);
    }

    /// <summary>Remembers where a ref stands, or that it is gone.</summary>
    public static Task MoveHeadAsync(this DbSession session, ProfileId profile, RefHead head) => session.ExecuteAsync(
        head.Commit is null ? DropHead : MoveHead, new { Profile = profile.Value.ToText(), head.Ref, head.Commit });
}
