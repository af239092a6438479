namespace ConnectWizard.Storage;

/// <summary>What the store reports. No record's contents, no secret.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(1, LogLevel.Information, "Schema version {Version} ({Name}) applied to {Database}")]
    public static partial void SchemaMigrated(ILogger logger, int version, string name, string database);

    [LoggerMessage(2, LogLevel.Information, "Swept: {Credentials} pending or former credentials, {Drafts} drafts, {Accounts} accounts")]
    public static partial void Swept(ILogger logger, int credentials, int drafts, int accounts);

    [LoggerMessage(3, LogLevel.Error, "The sweep of pending records failed; it is tried again at its next turn")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "Credential {Id} does not open: it was changed or moved inside the database, or its key is gone")]
    public static partial void CredentialDoesNotOpen(ILogger logger, Guid id, Exception exception);

    [LoggerMessage(5, LogLevel.Information, "Created the key file {File}. Without it nothing in the database opens: keep a copy apart from the database")]
    public static partial void KeyFileMade(ILogger logger, string file);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "THE KEY FILE {File} CAN BE READ BY OTHERS THAN ITS OWNER. Anybody who reads it and the database has every token. Run: chmod 600 {File}")]
    public static partial void KeyFileOpenToOthers(ILogger logger, string file);

    [LoggerMessage(7, LogLevel.Error, "The tokens of account {Id} do not open: they were changed or moved inside the database, or their key is gone")]
    public static partial void AccountDoesNotOpen(ILogger logger, Guid id, Exception exception);

    [LoggerMessage(8, LogLevel.Error, "Row {Name} of the key ring doesn't count: it was not wrapped with the key of this installation, or was changed since")]
    public static partial void KeyNotAuthentic(ILogger logger, string name);

    [LoggerMessage(9, LogLevel.Warning, "Moved the demo's database to {File} and made a new one: {Reason}")]
    public static partial void MovedAside(ILogger logger, string file, string reason);

    [LoggerMessage(11, LogLevel.Information, "Row {Name} of the key ring is wrapped with {File} now. Once all nodes use that key, the former one is needed no more")]
    public static partial void KeyWrappedAnew(ILogger logger, string name, string file);

    [LoggerMessage(12, LogLevel.Error, "Outage: {Reason} It is tried again; until it works, pages and deliveries are answered with 503 and nothing is stored")]
    public static partial void OutageBegan(ILogger logger, string reason);

    [LoggerMessage(13, LogLevel.Warning, "The outage is over: it lasted {Seconds:0} seconds, and {Count} operations failed")]
    public static partial void OutageEnded(ILogger logger, double seconds, int count);

    [LoggerMessage(14, LogLevel.Information, "Began audit chain {Chain}")]
    public static partial void AuditChainBegan(ILogger logger, long chain);

    [LoggerMessage(15, LogLevel.Error, "The key of audit chain {Chain} does not open: it was changed in the database, or its key ring is gone. Its entries can't be verified")]
    public static partial void AuditKeyDoesNotOpen(ILogger logger, long chain, Exception exception);

    [LoggerMessage(16, LogLevel.Error, "Audit entry {Sequence} does not verify: it and what follows it are kept longer than Audit:Retention says")]
    public static partial void AuditEntryKept(ILogger logger, long sequence);

    [LoggerMessage(10, LogLevel.Error, "Delivery {Delivery} can't be read. It is set aside; polling finds what it reported")]
    public static partial void DeliveryUnreadable(ILogger logger, Guid delivery, Exception exception);
}
