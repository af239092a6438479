using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <summary>
/// Deletes what nobody came back for: pending credentials after a day (their drafts stay, and ask for the token again), drafts after
/// thirty, accounts without connections after ninety, when Microsoft Entra forgets them as well.
/// </summary>
internal sealed class PendingSweep(Database database, TimeProvider time, ILogger<PendingSweep> logger) : BackgroundService
{
    private const string DeleteCredentials = "DELETE FROM credentials WHERE pending = 1 AND created_at < @Before";

    private const string DeleteDrafts = "DELETE FROM drafts WHERE updated_at < @Before";

    /// <summary>How long a pending credential rests.</summary>
    public static readonly TimeSpan CredentialLifetime = TimeSpan.FromDays(1);

    /// <summary>How long a draft stays after its last change.</summary>
    public static readonly TimeSpan DraftLifetime = TimeSpan.FromDays(30);

    /// <summary>How long an account stays that was not used and has no connections.</summary>
    public static readonly TimeSpan AccountLifetime = TimeSpan.FromDays(90);

    /// <summary>How often it is looked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Sweeps once.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (credentials, drafts, accounts) = await database.WriteAsync(
            async session => (
                await session.ExecuteAsync(DeleteCredentials, new { Before = (now - CredentialLifetime).ToMilliseconds() }),
                await session.ExecuteAsync(DeleteDrafts, new { Before = (now - DraftLifetime).ToMilliseconds() }),
                await session.ExecuteAsync(AccountSql.Sweep, new { Before = (now - AccountLifetime).ToMilliseconds() })),
            cancellationToken);
        if (credentials + drafts + accounts > 0)
            StorageLog.Swept(logger, credentials, drafts, accounts);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await TrySweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Neither a store that is busy or out of space for a while nor anything else that goes wrong may end the process.</summary>
    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SweepAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            StorageLog.SweepFailed(logger, e);
        }
    }
}
