using System.Data.Common;
using ConnectWizard.Workers;

namespace ConnectWizard.Storage;

/// <summary>Leases as rows, by the database's clock: one that is over is anybody's.</summary>
internal sealed class LeaseStore(Database database, TimeProvider time) : ILeases
{
    private const string Take =
        """
        INSERT INTO leases (name, fence, expires_at) SELECT @Name, fence + 1, @Until FROM last_fence WHERE 1 = 1
        ON CONFLICT (name) DO UPDATE SET fence = excluded.fence, expires_at = excluded.expires_at WHERE leases.expires_at <= @Now
        """;

    private const string CountFence = "UPDATE last_fence SET fence = fence + 1";
    private const string Select = "SELECT fence FROM leases WHERE name = @Name";
    private const string Renew = "UPDATE leases SET expires_at = @Until WHERE name = @Name AND fence = @Fence AND expires_at > @Now";
    private const string Release = "DELETE FROM leases WHERE name = @Name AND fence = @Fence";

    public async Task<ILease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var fence = await database.WriteAsync(TakeAsync, cancellationToken);
        return fence is { } number ? new Lease(database, time, name, number, duration, asked) : null;

        async Task<long?> TakeAsync(DbSession session)
        {
            var now = await session.NowAsync();
            if (await session.ExecuteAsync(Take, new { Name = name, Now = now, Until = now + duration }) == 0)
                return null;
            await session.ExecuteAsync(CountFence);
            return await session.FindAsync<long>(Select, new { Name = name });
        }
    }

    /// <summary>Whether no other has taken it since; none does within a transaction that writes.</summary>
    public static async Task<bool> IsHeldAsync(DbSession session, ILease lease) =>
        await session.FindAsync<long>(Select, new { lease.Name }) == lease.Fence;

    private sealed class Lease(Database database, TimeProvider time, string name, long fence, TimeSpan duration, long asked) : ILease
    {
        private long _asked = asked;

        public string Name => name;

        public long Fence => fence;

        public TimeSpan Left => duration - time.GetElapsedTime(Volatile.Read(ref _asked));

        public async Task<bool> RenewAsync(CancellationToken cancellationToken)
        {
            var renewed = time.GetTimestamp();
            if (await database.WriteAsync(WriteAsync, cancellationToken) == 0)
                return false;
            Volatile.Write(ref _asked, renewed);
            return true;

            async Task<int> WriteAsync(DbSession session)
            {
                var now = await session.NowAsync();
                return await session.ExecuteAsync(Renew, new { Name, Fence, Now = now, Until = now + duration });
            }
        }

        // Not to be cancelled: a lease that is not given back holds others up until it is over.
        public async ValueTask DisposeAsync()
        {
            try
            {
                await database.WriteAsync(session => session.ExecuteAsync(Release, new { Name, Fence }), CancellationToken.None);
            }
            catch (DbException)
            {
                // The store is out of reach, and the lease ends by itself.
            }
        }
    }
}
