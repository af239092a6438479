using ConnectWizard.Connections;
using ConnectWizard.Notifications;
using ConnectWizard.Profiles;

namespace ConnectWizard.Storage;

/// <summary>Deletes expired rows, at start and at an interval.</summary>
internal abstract class Sweep(TimeSpan interval, Database database, TimeProvider time, ILogger logger) : BackgroundService
{
    protected Database Database => database;

    protected TimeProvider Time => time;

    protected ILogger Logger => logger;

    /// <summary>Of one transaction: other writers must not wait for long.</summary>
    protected const int PieceSize = 500;

    public abstract Task SweepAsync(CancellationToken cancellationToken);

    /// <param name="sql">Deletes <c>@PieceSize</c> rows at most.</param>
    /// <returns>How many rows were deleted.</returns>
    protected Task<int> DeleteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        RepeatAsync(session => session.ExecuteAsync(sql, parameters), cancellationToken);

    /// <summary>Runs a piece of work in a transaction of its own, until it has nothing more to do.</summary>
    protected async Task<int> RepeatAsync(Func<DbSession, Task<int>> piece, CancellationToken cancellationToken)
    {
        for (var sum = 0; ;)
        {
            var count = await database.WriteAsync(piece, cancellationToken);
            sum += count;
            if (count < PieceSize)
                return sum;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A store that is busy or out of space for a while must not end the process.
                StorageLog.SweepFailed(logger.ExceptOutage(e), e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

/// <summary>
/// Deletes what nobody came back for. Drafts outlive their credentials and ask for the token again; accounts go when Microsoft Entra forgets them
/// as well.
/// </summary>
internal sealed class PendingSweep(Database database, TimeProvider time, ILogger<PendingSweep> logger)
    : Sweep(Interval, database, time, logger)
{
    private const string DeleteCredentials =
        "DELETE FROM credentials WHERE id IN (SELECT id FROM credentials WHERE pending = 1 AND created_at < @Before LIMIT @PieceSize)";
    private const string DeleteFormer =
        "DELETE FROM credentials WHERE id IN (SELECT credential_id FROM former_credentials WHERE kept_until <= @Now LIMIT @PieceSize)";
    private const string DeleteDrafts = "DELETE FROM drafts WHERE id IN (SELECT id FROM drafts WHERE updated_at < @Before LIMIT @PieceSize)";

    private const string DeleteNotifications =
        "DELETE FROM notifications WHERE id IN (SELECT id FROM notifications WHERE ended_at < @Before ORDER BY ended_at LIMIT @PieceSize)";
    private const string DeleteRecipients =
        "DELETE FROM notification_recipients WHERE id IN (SELECT id FROM notification_recipients WHERE confirmed_at IS NULL AND added_at < @Before LIMIT @PieceSize)";

    private const string DeleteAccounts =
        """
        DELETE FROM accounts WHERE id IN (
            SELECT id FROM accounts WHERE (used_at < @Before OR owner = '')
            AND NOT EXISTS (SELECT 1 FROM credentials WHERE credentials.account_id = accounts.id) LIMIT @PieceSize)
        """;

    public static readonly TimeSpan CredentialLifetime = TimeSpan.FromDays(1);
    public static readonly TimeSpan DraftLifetime = TimeSpan.FromDays(30);
    public static readonly TimeSpan AccountLifetime = TimeSpan.FromDays(90);
    public static readonly TimeSpan NotificationLifetime = TimeSpan.FromDays(90);
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public override async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var credentials = await DeleteAsync(DeleteCredentials, new { Before = now - CredentialLifetime, PieceSize }, cancellationToken);
        credentials += await DeleteAsync(DeleteFormer, new { Now = now, PieceSize }, cancellationToken);
        var drafts = await DeleteAsync(DeleteDrafts, new { Before = now - DraftLifetime, PieceSize }, cancellationToken);
        var accounts = await DeleteAsync(DeleteAccounts, new { Before = now - AccountLifetime, PieceSize }, cancellationToken);
        await DeleteAsync(DeleteNotifications, new { Before = now - NotificationLifetime, PieceSize }, cancellationToken);
        await DeleteAsync(DeleteRecipients, new { Before = now - RecipientLinks.ConfirmationLifetime, PieceSize }, cancellationToken);
        if (credentials + drafts + accounts > 0)
            StorageLog.Swept(Logger, credentials, drafts, accounts);
    }
}

/// <summary>
/// Deletes old deliveries, events and builds. Requests that are still to be sent or cloned stay; the key of a deleted one says what was built
/// already.
/// </summary>
internal sealed class ReceivedEventSweep(Database database, TimeProvider time, ILogger<ReceivedEventSweep> logger)
    : Sweep(TimeSpan.FromHours(1), database, time, logger)
{
    private const string DeleteDeliveries =
        "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE processed_at < @Before ORDER BY processed_at LIMIT @PieceSize)";

    private const string SelectProfiles = "SELECT id FROM profiles ORDER BY id";

    private const string DeleteEvents =
        """
        DELETE FROM profile_events WHERE id IN (
            SELECT id FROM (
                SELECT id, at, ROW_NUMBER() OVER (ORDER BY at DESC, id DESC) AS age_rank FROM profile_events WHERE profile_id = @Profile) AS ranked
            WHERE at < @Before OR age_rank > @MaxCount LIMIT @PieceSize)
        """;

    /// <summary>Read twice in a transaction, so it has an order.</summary>
    private const string Swept =
        """
        SELECT id FROM (
            SELECT id, state, created_at, ROW_NUMBER() OVER (ORDER BY created_at DESC, id DESC) AS age_rank FROM build_requests WHERE profile_id = @Profile) AS ranked
        WHERE state IN ('Accepted', 'Failed') AND (age_rank > @MaxCount OR (created_at < @Before AND age_rank > @Kept))
          AND NOT EXISTS (SELECT 1 FROM git_tokens WHERE git_tokens.request_id = ranked.id AND git_tokens.expires_at > @Now)
        ORDER BY created_at, id LIMIT @PieceSize
        """;

    private const string KeepKeys =
        $"""
        INSERT INTO build_keys (profile_id, dedupe_key, created_at)
        SELECT profile_id, dedupe_key, created_at FROM build_requests WHERE cause <> 'Manual' AND id IN ({Swept})
        ON CONFLICT (profile_id, dedupe_key) DO NOTHING
        """;

    private const string DeleteRequests = $"DELETE FROM build_requests WHERE id IN ({Swept})";

    private const string DeleteKeys =
        """
        DELETE FROM build_keys WHERE (profile_id, dedupe_key) IN (
            SELECT profile_id, dedupe_key FROM build_keys WHERE created_at < @Before ORDER BY created_at LIMIT @PieceSize)
        """;

    /// <summary>Longer than an event counts (a week), so that none comes back when its row is gone.</summary>
    public static readonly TimeSpan DeliveryLifetime = TimeSpan.FromDays(8);

    public static readonly TimeSpan EventLifetime = TimeSpan.FromDays(90);
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(730);
    public const int MaxCount = 1000;
    public const int Kept = 50;

    public override async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        await DeleteAsync(DeleteDeliveries, new { Before = now - DeliveryLifetime, PieceSize }, cancellationToken);
        foreach (var profile in await Database.ReadAsync(session => session.QueryAsync<ProfileId>(SelectProfiles), cancellationToken))
        {
            var limits = new { Profile = profile, Before = now - EventLifetime, MaxCount, Kept, Now = now, PieceSize };
            await DeleteAsync(DeleteEvents, limits, cancellationToken);
            await RepeatAsync(
                async session =>
                {
                    await session.ExecuteAsync(KeepKeys, limits);
                    return await session.ExecuteAsync(DeleteRequests, limits);
                },
                cancellationToken);
        }

        await DeleteAsync(DeleteKeys, new { Before = now - KeyLifetime, PieceSize }, cancellationToken);
    }
}
