using System.Data;
using ConnectWizard.ServiceHooks.Receiving;

namespace ConnectWizard.Storage;

internal sealed class DeliveryStore(Database database, TimeProvider time, ILogger<DeliveryStore> logger) : IDeliveryStore
{
    private const string Insert =
        """
        INSERT INTO deliveries (id, workspace_id, hook_id, event_id, connection_id, repository_id, event, received_at, processed_at)
        VALUES (@Id, @Workspace, @Hook, @EventId, @Connection, @RepositoryId, @Event, @ReceivedAt, NULL)
        ON CONFLICT (hook_id, event_id) DO NOTHING
        """;

    private const string Columns =
        "id, workspace_id AS workspace, hook_id AS hook, event_id AS eventId, connection_id AS connection, repository_id AS repositoryId, event";

    private const string SelectWaiting = $"SELECT {Columns} FROM deliveries WHERE processed_at IS NULL ORDER BY received_at, id LIMIT @Limit";
    private const string SelectWaitingIds = "SELECT id FROM deliveries WHERE processed_at IS NULL ORDER BY received_at, id LIMIT @Limit";
    private const string SelectOne = $"SELECT {Columns} FROM deliveries WHERE id = @Id";

    /// <summary>The row stays without its event, so that a repeated delivery is recognized.</summary>
    private const string Take = "UPDATE deliveries SET processed_at = @Now, event = '' WHERE id = @Id AND processed_at IS NULL";

    /// <summary>The event stays for diagnosis until the sweep deletes it.</summary>
    private const string SetAside = "UPDATE deliveries SET processed_at = @Now WHERE id = @Id AND processed_at IS NULL";

    public Task<int> AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var added = 0;
                foreach (var delivery in deliveries)
                    added += await session.ExecuteAsync(Insert, delivery, new { ReceivedAt = delivery.Event.At });
                return added;
            },
            cancellationToken);

    public async Task<IReadOnlyList<Delivery>> ListWaitingAsync(int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await database.ReadAsync(session => session.QueryAsync<Delivery>(SelectWaiting, new { Limit = limit }), cancellationToken);
            }
            catch (DataException)
            {
                // One that can't be read must not hold up the others.
                if (!await SetUnreadableAsideAsync(limit, cancellationToken))
                    throw;
            }
        }
    }

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

    private async Task<bool> SetUnreadableAsideAsync(int limit, CancellationToken cancellationToken)
    {
        var isAnySetAside = false;
        var ids = await database.ReadAsync(session => session.QueryAsync<Guid>(SelectWaitingIds, new { Limit = limit }), cancellationToken);
        foreach (var id in ids)
        {
            try
            {
                await database.ReadAsync(session => session.QueryAsync<Delivery>(SelectOne, new { Id = id }), cancellationToken);
            }
            catch (DataException e)
            {
                // Not the exception itself: its message quotes the column.
                StorageLog.DeliveryUnreadable(logger, id, e.InnerException ?? new InvalidDataException());
                isAnySetAside |= await database.WriteAsync(session => session.ExecuteAsync(SetAside, new { Id = id, Now = time.GetUtcNow() }), cancellationToken) == 1;
            }
        }

        return isAnySetAside;
    }
}
