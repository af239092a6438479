using ConnectWizard.Builds;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage.Builds;

/// <inheritdoc />
internal sealed class PollStore(Database database, TimeProvider time) : IPollStore
{
    private const string SelectProfiles = $"SELECT {ProfileRow.Columns} FROM profiles WHERE trigger_source <> 'None' ORDER BY connection_id, repository_id, id";

    private const string SelectPolls = "SELECT profile_id, polled_at FROM looks";

    private const string SelectHeads = "SELECT ref, commit_id FROM heads WHERE profile_id = @Profile";

    private const string MarkPoll =
        """
        INSERT INTO looks (profile_id, polled_at) SELECT id, @PolledAt FROM profiles WHERE id = @Profile
        ON CONFLICT (profile_id) DO UPDATE SET polled_at = excluded.polled_at
        """;

    public async Task<IReadOnlyList<PolledProfile>> ListAsync(CancellationToken cancellationToken)
    {
        var (profiles, looks) = await database.ReadAsync(
            async session => (await session.QueryAsync<ProfileRow>(SelectProfiles), await session.QueryAsync<PollRow>(SelectPolls)),
            cancellationToken);
        var byProfile = looks.ToDictionary(look => look.ProfileId, look => look.PolledAt, StringComparer.Ordinal);
        return [.. profiles.Select(profile => new PolledProfile(
            profile.ToProfile(),
            byProfile.TryGetValue(profile.Id, out var at) ? ColumnValues.FromMilliseconds(at) : null))];
    }

    public async Task<IReadOnlyDictionary<string, string>> ReadHeadsAsync(ProfileId profile, CancellationToken cancellationToken)
    {
        var parameters = new { Profile = profile.Value.ToText() };
        var rows = await database.ReadAsync(session => session.QueryAsync<HeadRow>(SelectHeads, parameters), cancellationToken);
        return rows.ToDictionary(row => row.Ref, row => row.CommitId, StringComparer.Ordinal);
    }

    public Task<bool> RecordAsync(
        ProfileId profile, DateTimeOffset lookedAt, IReadOnlyList<RefHead> heads, IReadOnlyList<ReceivedEvent> receivedEvents, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var (now, isBuilt) = (time.GetUtcNow(), false);
                foreach (var head in heads)
                    await session.MoveHeadAsync(profile, head);
                foreach (var received in receivedEvents)
                    isBuilt |= await session.RecordAsync(received, now);
                await session.ExecuteAsync(MarkPoll, new { Profile = profile.Value.ToText(), PolledAt = lookedAt.ToMilliseconds() });
                return isBuilt;
            },
            cancellationToken);

    private sealed class PollRow
    {
        public required string ProfileId { get; init; }

        public required long PolledAt { get; init; }
    }

    private sealed class HeadRow
    {
        public required string Ref { get; init; }

        public required string CommitId { get; init; }
    }
}
