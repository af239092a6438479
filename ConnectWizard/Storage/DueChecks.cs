using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

/// <summary>When daily checks are due, by the database's clock.</summary>
internal static class DueChecks
{
    /// <summary>Planned or listed at a time: the next look finds the rest.</summary>
    private const int BatchSize = 200;

    private const string IsDue =
        """
        next_check_at <= @Now AND check_paused_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM connection_removals WHERE connection_removals.connection_id = connections.id)
        """;

    private const string SelectUnplanned = "SELECT id FROM connections WHERE next_check_at IS NULL AND check_paused_at IS NULL ORDER BY id LIMIT @BatchSize";
    private const string Plan = "UPDATE connections SET next_check_at = @At WHERE id = @Id AND next_check_at IS NULL";
    private const string SelectDue = $"SELECT id FROM connections WHERE {IsDue} ORDER BY next_check_at, id LIMIT @BatchSize";
    private const string Take = $"UPDATE connections SET next_check_at = @Retry WHERE id = @Id AND {IsDue}";
    private const string SelectTaken = $"SELECT {ConnectionStore.Columns} FROM {ConnectionStore.Source} WHERE connections.id = @Id";

    public static async Task<IReadOnlyList<ConnectionId>> ListAsync(Database database, Func<ConnectionId, TimeSpan> spread, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(session => session.QueryAsync<ConnectionId>(SelectUnplanned, new { BatchSize }), cancellationToken) is { Count: > 0 } unplanned)
            await database.WriteAsync(session => PlanAsync(session, unplanned, spread), cancellationToken);
        return await database.ReadAsync(
            async session => await session.QueryAsync<ConnectionId>(SelectDue, new { Now = await session.NowAsync(), BatchSize }), cancellationToken);
    }

    public static async Task<Connection?> TakeAsync(DbSession session, ConnectionId id, TimeSpan retry)
    {
        var now = await session.NowAsync();
        return await session.ExecuteAsync(Take, new { Id = id, Now = now, Retry = now + retry }) == 1
            ? await session.FindAsync<Connection>(SelectTaken, new { Id = id })
            : null;
    }

    private static async Task PlanAsync(DbSession session, IReadOnlyList<ConnectionId> unplanned, Func<ConnectionId, TimeSpan> spread)
    {
        var now = await session.NowAsync();
        foreach (var id in unplanned)
            await session.ExecuteAsync(Plan, new { Id = id, At = now + spread(id) });
    }
}
