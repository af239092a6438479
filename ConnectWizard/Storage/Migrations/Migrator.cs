using ConnectWizard.Startup;

namespace ConnectWizard.Storage.Migrations;

/// <summary>
/// Brings the database to the newest schema before anything uses it. All missing steps run in one transaction that is the only writer, so
/// of two processes that start at once one migrates and the other finds it done; a step that fails leaves the old schema.
/// </summary>
internal sealed class Migrator(Database database, IDialect dialect, TimeProvider time, ILogger<Migrator> logger)
{
    private const string History =
        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

    /// <summary>Makes a file if there is none, and migrates.</summary>
    /// <exception cref="StartupException">The database cannot be used, or a newer program has changed its schema.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            dialect.Prepare();
            await database.WriteAsync(ApplyMissingAsync, cancellationToken);
        }
        catch (Exception e) when (dialect.Explain(e) is { } reason)
        {
            throw new StartupException($"Store:ConnectionString: {reason}", e);
        }
    }

    private async Task ApplyMissingAsync(DbSession session)
    {
        await session.ExecuteAsync(dialect.Translate(History));
        var present = await session.FindAsync<int>("SELECT COALESCE(MAX(version), 0) FROM schema_version");
        var known = Migration.All[^1].Version;
        if (present > known)
        {
            throw new StartupException(
                $"The database {dialect.Name} has schema version {present}, and this ConnectWizard knows versions up to {known}: "
                + "a newer one has used it. Start that one, or restore a copy made before the upgrade. Nothing was changed.");
        }

        foreach (var migration in Migration.All.Where(migration => migration.Version > present))
        {
            await session.ExecuteAsync(dialect.Translate(migration.Sql));
            await session.ExecuteAsync(
                "INSERT INTO schema_version (version, name, applied_at) VALUES (@Version, @Name, @Now)",
                new { migration.Version, migration.Name, Now = time.GetUtcNow().ToUnixTimeMilliseconds() });
            StorageLog.SchemaMigrated(logger, migration.Version, migration.Name, dialect.Name);
        }
    }
}
