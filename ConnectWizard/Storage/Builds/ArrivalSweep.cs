using System.Data.Common;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage.Builds;

/// <summary>
/// Deletes what nobody reads any more: deliveries a month after they were processed, the list of what arrived after three. Build requests stay
/// with their profile, for they say what was built already.
/// </summary>
internal sealed class ArrivalSweep(Database database, TimeProvider time, ILogger<ArrivalSweep> logger) : BackgroundService
{
    private const string DeleteDeliveries = "DELETE FROM deliveries WHERE processed_at < @Before";

    private const string DeleteEvents = "DELETE FROM profile_events WHERE at < @Before";

    /// <summary>Longer than an event counts (a week), so that none comes back when its row is gone.</summary>
    public static readonly TimeSpan DeliveryLife = TimeSpan.FromDays(30);

    public static readonly TimeSpan EventLife = TimeSpan.FromDays(90);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Sweeps once.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(DeleteDeliveries, new { Before = (now - DeliveryLife).ToMilliseconds() });
                await session.ExecuteAsync(DeleteEvents, new { Before = (now - EventLife).ToMilliseconds() });
            },
            cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (DbException e)
            {
                StorageLog.SweepFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
