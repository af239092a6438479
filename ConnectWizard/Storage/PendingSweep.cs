namespace ConnectWizard.Storage;

/// <summary>
/// Deletes what nobody came back for: pending credentials after a day (their drafts stay, and ask for the token again), drafts after
/// thirty, accounts without connections after ninety, when Microsoft Entra forgets them as well.
/// </summary>
internal sealed class PendingSweep(Database database, TimeProvider time, ILogger<PendingSweep> logger)
    : Sweep(Interval, database, time, logger)
{
    private const string DeleteCredentials = "DELETE FROM credentials WHERE pending = 1 AND created_at < @Before";

    private const string DeleteDrafts = "DELETE FROM drafts WHERE updated_at < @Before";

    /// <summary>How long a pending credential rests.</summary>
    public static readonly TimeSpan CredentialLifetime = TimeSpan.FromDays(1);

    /// <summary>How long a draft stays after its last change.</summary>
    public static readonly TimeSpan DraftLifetime = TimeSpan.FromDays(30);

    /// <summary>How long an account stays that was not used and has no connections.</summary>
    public static readonly TimeSpan AccountLifetime = TimeSpan.FromDays(90);

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public override async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var (credentials, drafts, accounts) = await Database.WriteAsync(
            async session => (
                await session.ExecuteAsync(DeleteCredentials, new { Before = now - CredentialLifetime }),
                await session.ExecuteAsync(DeleteDrafts, new { Before = now - DraftLifetime }),
                await session.ExecuteAsync(AccountSql.Sweep, new { Before = now - AccountLifetime })),
            cancellationToken);
        if (credentials + drafts + accounts > 0)
            StorageLog.Swept(Logger, credentials, drafts, accounts);
    }
}
