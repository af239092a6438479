using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Receiving;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage.Builds;

/// <inheritdoc />
internal sealed class DeliveryStore(Database database, TimeProvider time) : IDeliveryStore
{
    private const string Insert =
        """
        INSERT INTO deliveries (id, hook_id, event_id, connection_id, repository_id, event, received_at, processed_at)
        VALUES (@Id, @HookId, @EventId, @ConnectionId, @RepositoryId, @Event, @ReceivedAt, NULL)
        ON CONFLICT (hook_id, event_id) DO NOTHING
        """;

    private const string SelectWaiting =
        """
        SELECT id, hook_id, event_id, connection_id, repository_id, event, received_at FROM deliveries
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
                    added += await session.ExecuteAsync(Insert, DeliveryRow.Of(delivery));
                return added;
            },
            cancellationToken);

    public async Task<IReadOnlyList<Delivery>> ListWaitingAsync(int limit, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<DeliveryRow>(SelectWaiting, new { Limit = limit }), cancellationToken);
        return [.. rows.Select(row => row.ToDelivery())];
    }

    public Task<bool> SettleAsync(IReadOnlyList<SettledDelivery> settled, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var (now, isBuilt) = (time.GetUtcNow(), false);
                foreach (var delivery in settled)
                {
                    if (await session.ExecuteAsync(Take, new { Id = delivery.Id.ToText(), Now = now.ToMilliseconds() }) == 0)
                        continue;
                    foreach (var received in delivery.Arrivals)
                        isBuilt |= await session.RecordAsync(received, now);
                }

                return isBuilt;
            },
            cancellationToken);

    /// <summary>A row of <c>deliveries</c>, but for when it was processed.</summary>
    private sealed class DeliveryRow
    {
        public required string Id { get; init; }

        public required string HookId { get; init; }

        public required string EventId { get; init; }

        public required string ConnectionId { get; init; }

        public required string RepositoryId { get; init; }

        public required string Event { get; init; }

        public required long ReceivedAt { get; init; }

        public static DeliveryRow Of(Delivery delivery) => new()
        {
            Id = delivery.Id.ToText(),
            HookId = delivery.Hook.Value.ToText(),
            EventId = delivery.EventId.ToText(),
            ConnectionId = delivery.Connection.Value.ToText(),
            RepositoryId = delivery.RepositoryId.ToText(),
            Event = RecordJson.Write(delivery.Event),
            ReceivedAt = delivery.Event.At.ToMilliseconds(),
        };

        public Delivery ToDelivery() => new(
            Guid.Parse(Id),
            new HookId(Guid.Parse(HookId)),
            Guid.Parse(EventId),
            new ConnectionId(Guid.Parse(ConnectionId)),
            Guid.Parse(RepositoryId),
            RecordJson.ReadEvent(Event));
    }
}
