using ConnectWizard.ServiceHooks.Receiving;

namespace ConnectWizard.Storage;

/// <inheritdoc />
internal sealed class DeliveryStore(Database database, TimeProvider time) : IDeliveryStore
{
    private const string Insert =
        """
        INSERT INTO deliveries (id, workspace_id, hook_id, event_id, connection_id, repository_id, event, received_at, processed_at)
        VALUES (@Id, @Workspace, @Hook, @EventId, @Connection, @RepositoryId, @Event, @ReceivedAt, NULL)
        ON CONFLICT (hook_id, event_id) DO NOTHING
        """;

    private const string SelectWaiting =
        """
        SELECT id, workspace_id AS workspace, hook_id AS hook, event_id AS eventId, connection_id AS connection, repository_id AS repositoryId, event FROM deliveries
        WHERE processed_at IS NULL ORDER BY received_at, id LIMIT @Limit
        """;

    /// <summary>What it said is needed no longer; that it came is, for a week and some.</summary>
    private const string Take = "UPDATE deliveries SET processed_at = @Now, event = '' WHERE id = @Id AND processed_at IS NULL";

    public Task<int> AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var added = 0;
                foreach (var delivery in deliveries)
                {
                    added += await session.ExecuteAsync(Insert, new
                    {
                        delivery.Id,
                        delivery.Workspace,
                        delivery.Hook,
                        delivery.EventId,
                        delivery.Connection,
                        delivery.RepositoryId,
                        delivery.Event,
                        ReceivedAt = delivery.Event.At,
                    });
                }

                return added;
            },
            cancellationToken);

    public Task<IReadOnlyList<Delivery>> ListWaitingAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<Delivery>(SelectWaiting, new { Limit = limit }), cancellationToken);

    public Task<bool> SettleAsync(IReadOnlyList<SettledDelivery> settled, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var (now, isBuilt) = (time.GetUtcNow(), false);
                foreach (var delivery in settled)
                {
                    if (await session.ExecuteAsync(Take, new { delivery.Id, Now = now }) == 0)
                        continue;
                    foreach (var received in delivery.Events)
                        isBuilt |= await session.RecordAsync(received, now);
                }

                return isBuilt;
            },
            cancellationToken);
}
