using ConnectWizard.Workers;

namespace ConnectWizard.Storage;

/// <summary>Leases as rows: one that is over is anybody's. The nodes' clocks are taken to agree to well within a lease's duration.</summary>
internal sealed class LeaseStore(Database database, TimeProvider time) : ILeases
{
    private const string Take =
        """
        INSERT INTO leases (name, holder, expires_at) VALUES (@Name, @Holder, @Until)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at WHERE leases.expires_at <= @Now
        """;

    private const string Renew = "UPDATE leases SET expires_at = @Until WHERE name = @Name AND holder = @Holder AND expires_at > @Now";
    private const string Release = "DELETE FROM leases WHERE name = @Name AND holder = @Holder";

    public async Task<ILease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellationToken)
    {
        var lease = new Lease(this, name, Guid.NewGuid());
        return await WriteAsync(Take, lease, duration, cancellationToken) ? lease : null;
    }

    private async Task<bool> WriteAsync(string sql, Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var parameters = new { lease.Name, lease.Holder, Now = now, Until = now + duration };
        return await database.WriteAsync(session => session.ExecuteAsync(sql, parameters), cancellationToken) == 1;
    }

    private sealed class Lease(LeaseStore store, string name, Guid holder) : ILease
    {
        public string Name => name;

        public Guid Holder => holder;

        public Task<bool> RenewAsync(TimeSpan duration, CancellationToken cancellationToken) =>
            store.WriteAsync(Renew, this, duration, cancellationToken);

        // Not to be cancelled: a lease that is not given back holds others up until it is over.
        public async ValueTask DisposeAsync() =>
            await store.WriteAsync(Release, this, TimeSpan.Zero, CancellationToken.None);
    }
}
