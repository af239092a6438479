using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Startup;

namespace ConnectWizard.Storage.Migrations;

/// <summary>
/// Brings the database to the newest schema. Missing steps run in one transaction that is the only writer, so of two processes one migrates; a
/// step that fails leaves the old schema.
/// </summary>
internal sealed class Migrator(Database database, IDialect dialect, TimeProvider time, ILogger<Migrator> logger)
{
    /// <summary>The history of stores from before the migrations were folded into one.</summary>
    private const string FormerHistory = "schema_version";

    private const string CreateHistory =
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)
        """;

    private const string SelectHistory = "SELECT version, checksum FROM schema_migrations ORDER BY version";

    private const string Record =
        "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (@Version, @Name, @Checksum, @Now)";

    /// <exception cref="StartupException">The database can't be used, or another program's version has made its schema.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            dialect.Prepare();
            await database.WriteOnceAsync(ApplyMissingAsync, cancellationToken);
        }
        catch (Exception e) when (dialect.Explain(e) is { } reason)
        {
            throw new StartupException($"Store:ConnectionString: {reason}", e) { MayPass = dialect.FindOutage(e) is not null };
        }
    }

    private async Task<bool> ApplyMissingAsync(DbSession session)
    {
        if (await session.FindAsync<long>(dialect.CountTables, new { Name = FormerHistory }) > 0)
            throw Older();
        await session.ExecuteAsync(dialect.Translate(CreateHistory));
        var applied = (await session.QueryAsync<Applied>(SelectHistory)).ToDictionary(migration => migration.Version, migration => migration.Checksum);
        if (applied.Keys.DefaultIfEmpty().Max() is var present && present > Migration.All[^1].Version)
            throw Newer(present);
        foreach (var migration in Migration.All)
        {
            if (!applied.TryGetValue(migration.Version, out var checksum))
                await ApplyAsync(session, migration);
            else if (checksum != migration.Checksum)
                throw Older();
        }

        return true;
    }

    private async Task ApplyAsync(DbSession session, Migration migration)
    {
        await session.ExecuteAsync(dialect.Translate(migration.Sql));
        await session.ExecuteAsync(Record, new { migration.Version, migration.Name, migration.Checksum, Now = time.GetUtcNow() });
        StorageLog.SchemaMigrated(logger, migration.Version, migration.Name, dialect.Name);
    }

    private StartupException Older() => new(
        $"Store:ConnectionString: the database {dialect.Name} was made by a ConnectWizard from before the first release, and can't be upgraded. "
        + "Use an empty database, and connect again. Nothing was changed.");

    private StartupException Newer(int version) => new(
        $"The database {dialect.Name} has schema version {version}, and this ConnectWizard knows versions up to {Migration.All[^1].Version}: "
        + "a newer one has used it. Start that one, or restore a copy made before the upgrade. Nothing was changed.");

    private sealed record Applied
    {
        public int Version { get; init; }
        public string Checksum { get; init; } = "";
    }
}

/// <summary>One step of the schema: a file <c>0001_initial.sql</c> beside this one.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    public static IReadOnlyList<Migration> All { get; } = ReadAll();

    /// <summary>Until the first release the steps may still change; a store made by others is refused.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    private static List<Migration> ReadAll()
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = typeof(Migration).Namespace + ".";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[prefix.Length..^".sql".Length]))
            .OrderBy(migration => migration.Version)];
    }

    private static Migration Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var parts = file.Split('_', 2);
        return new Migration(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], reader.ReadToEnd());
    }
}
