using ConnectWizard.Startup;

namespace ConnectWizard.Storage;

/// <summary>Reads how long the oldest of what the store keeps for workers has waited.</summary>
internal sealed class QueueAgeStore(Database database) : IQueueAges
{
    private const string Select =
        """
        SELECT 'deliveries' AS queue, MIN(received_at) AS since FROM deliveries WHERE processed_at IS NULL
        UNION ALL SELECT 'build_requests', MIN(created_at) FROM build_requests WHERE next_attempt_at IS NOT NULL
        UNION ALL SELECT 'webhooks', MIN(next_try_at) FROM hooks WHERE next_try_at <= @Now
        """;

    public Task<IReadOnlyList<QueueAge>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<QueueAge>>(
            async session =>
            {
                var now = await session.NowAsync();
                var oldest = await session.QueryAsync<Oldest>(Select, new { Now = now });
                return [.. oldest.Select(queue => new QueueAge(queue.Queue, queue.Since < now ? now - queue.Since.Value : TimeSpan.Zero))];
            },
            cancellationToken);

    /// <param name="Since">Null for an empty queue.</param>
    private sealed record Oldest(string Queue, DateTimeOffset? Since);
}
