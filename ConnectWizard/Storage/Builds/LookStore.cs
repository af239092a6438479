using ConnectWizard.Profiles;
using ConnectWizard.Profiles.Builds;
using ConnectWizard.Storage.Records;
using ConnectWizard.Webhooks.Looking;

namespace ConnectWizard.Storage.Builds;

/// <inheritdoc />
internal sealed class LookStore(Database database, TimeProvider time) : ILookStore
{
    private const string SelectProfiles = $"SELECT {ProfileRow.Columns} FROM profiles WHERE news <> 'None' ORDER BY connection_id, repository_id, id";

    private const string SelectLooks = "SELECT profile_id, looked_at FROM looks";

    private const string SelectHeads = "SELECT ref, commit_id FROM heads WHERE profile_id = @Profile";

    private const string MarkLook =
        """
        INSERT INTO looks (profile_id, looked_at) SELECT id, @LookedAt FROM profiles WHERE id = @Profile
        ON CONFLICT (profile_id) DO UPDATE SET looked_at = excluded.looked_at
        """;

    public async Task<IReadOnlyList<LookedAtProfile>> ListAsync(CancellationToken cancellationToken)
    {
        var (profiles, looks) = await database.ReadAsync(
            async session => (await session.QueryAsync<ProfileRow>(SelectProfiles), await session.QueryAsync<LookRow>(SelectLooks)),
            cancellationToken);
        var byProfile = looks.ToDictionary(look => look.ProfileId, look => look.LookedAt, StringComparer.Ordinal);
        return [.. profiles.Select(profile => new LookedAtProfile(
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
        ProfileId profile, DateTimeOffset lookedAt, IReadOnlyList<RefHead> heads, IReadOnlyList<Arrival> arrivals, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var (now, isBuilt) = (time.GetUtcNow(), false);
                foreach (var head in heads)
                    await session.MoveHeadAsync(profile, head);
                foreach (var arrival in arrivals)
                    isBuilt |= await session.RecordAsync(arrival, now);
                await session.ExecuteAsync(MarkLook, new { Profile = profile.Value.ToText(), LookedAt = lookedAt.ToMilliseconds() });
                return isBuilt;
            },
            cancellationToken);

    private sealed class LookRow
    {
        public required string ProfileId { get; init; }

        public required long LookedAt { get; init; }
    }

    private sealed class HeadRow
    {
        public required string Ref { get; init; }

        public required string CommitId { get; init; }
    }
}
