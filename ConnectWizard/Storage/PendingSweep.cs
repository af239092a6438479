namespace ConnectWizard.Storage;

/// <summary>
/// Deletes what nobody came back for. Drafts outlive their credentials and ask for the token again; accounts go when Microsoft Entra forgets them
/// as well.
/// </summary>
internal sealed class PendingSweep(Database database, TimeProvider time, ILogger<PendingSweep> logger)
    : Sweep(Interval, database, time, logger)
{
    private const string DeleteCredentials = "DELETE FROM credentials WHERE pending = 1 AND created_at < @Before";

    private const string DeleteDrafts = "DELETE FROM drafts WHERE updated_at < @Before";

    public static readonly TimeSpan CredentialLifetime = TimeSpan.FromDays(1);

    public static readonly TimeSpan DraftLifetime = TimeSpan.FromDays(30);

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
