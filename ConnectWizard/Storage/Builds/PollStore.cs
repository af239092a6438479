using ConnectWizard.Builds;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Storage;

internal sealed class PollStore(Database database, TimeProvider time) : IPollStore
{
    /// <summary>Of one transaction: other writers must not wait for long.</summary>
    internal const int BatchSize = 200;

    private const string SelectPolls = "SELECT profile_id AS profile, polled_at AS polledAt FROM polls";
    private const string SelectHeads = "SELECT ref, commit_id AS \"commit\" FROM ref_heads WHERE profile_id = @Profile";

    private const string MarkPoll =
        """
        INSERT INTO polls (profile_id, polled_at) SELECT id, @PolledAt FROM profiles WHERE id = @Profile
        ON CONFLICT (profile_id) DO UPDATE SET polled_at = excluded.polled_at
        """;

    public Task<IReadOnlyList<PolledProfile>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<PolledProfile>>(
            async session =>
            {
                var profiles = await ProfileStore.QueryProfilesAsync(session, ProfileStore.SelectWithTriggers);
                var polls = (await session.QueryAsync<Poll>(SelectPolls)).ToDictionary(poll => poll.Profile, poll => poll.PolledAt);
                return [.. profiles.Select(profile => new PolledProfile(profile, polls.TryGetValue(profile.Id, out var at) ? at : null))];
            },
            cancellationToken);

    public async Task<IReadOnlyDictionary<RefName, CommitId>> ReadHeadsAsync(ProfileId profile, CancellationToken cancellationToken)
    {
        var heads = await database.ReadAsync(session => session.QueryAsync<RefHead>(SelectHeads, new { Profile = profile }), cancellationToken);
        return heads.ToDictionary(head => head.Ref, head => head.Commit!);
    }

    public async Task<bool> RecordAsync(
        ProfileId profile, DateTimeOffset polledAt, IReadOnlyList<RefHead> heads, IReadOnlyList<ReceivedEvent> receivedEvents, CancellationToken cancellationToken)
    {
        var (now, isBuilt) = (time.GetUtcNow(), false);
        foreach (var some in receivedEvents.Chunk(BatchSize))
        {
            await database.WriteAsync(
                async session =>
                {
                    foreach (var received in some)
                        isBuilt |= await session.RecordAsync(received, now);
                },
                cancellationToken);
        }

        // The head of what was built moved with its build; where it did not, the next poll finds it again.
        var built = receivedEvents.Select(received => received.Head?.Ref).ToHashSet();
        foreach (var some in heads.Where(head => !built.Contains(head.Ref)).Chunk(BatchSize))
        {
            await database.WriteAsync(
                async session =>
                {
                    foreach (var head in some)
                        await session.MoveHeadAsync(profile, head);
                },
                cancellationToken);
        }

        await database.WriteAsync(session => session.ExecuteAsync(MarkPoll, new { Profile = profile, PolledAt = polledAt }), cancellationToken);
        return isBuilt;
    }

    private sealed record Poll(ProfileId Profile, DateTimeOffset PolledAt);
}
