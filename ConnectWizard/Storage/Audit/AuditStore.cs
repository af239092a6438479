using System.Data.Common;
using ConnectWizard.Audit;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using ConnectWizard.Storage.Keys;
using Dapper;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage.Audit;

/// <summary>Entries are appended by the only writer of all nodes, each to the head that the transaction finds, so that the chain has no fork.</summary>
internal sealed class AuditStore(Database database, AuditKeys keys, TimeProvider time) : IAuditTrail, IAuditStore
{
    private const string Columns =
        "chain, sequence, at, workspace_id AS workspace, action, browser, account, address, connection_id, connection_name AS connection, profile_id, profile_name AS profile, problem, detail, mac";

    /// <summary>Rows outside of their chain were not written by the product.</summary>
    private const string SelectOfWorkspace =
        $"""
        SELECT {Columns} FROM audit_entries JOIN audit_chains ON number = chain AND sequence > anchor_sequence AND sequence <= head_sequence
        WHERE workspace_id = @Workspace
        """;

    /// <summary>Both databases change A to Z alone here, and so does <see cref="PatternOf"/>.</summary>
    private const string HasText =
        """
        AND lower(COALESCE(connection_name, '') || ' ' || COALESCE(profile_name, '') || ' ' || COALESCE(account, '') || ' ' || COALESCE(browser, '') || ' '
            || COALESCE(address, '') || ' ' || COALESCE(problem, '') || ' ' || COALESCE(detail, '')) LIKE @Pattern ESCAPE '!'
        """;

    public const string SelectOfChain = $"SELECT {Columns} FROM audit_entries WHERE chain = @Chain AND sequence > @After ORDER BY sequence LIMIT @Limit";

    private const string Insert =
        """
        INSERT INTO audit_entries (chain, sequence, at, workspace_id, action, browser, account, address, connection_id, connection_name, profile_id, profile_name, problem, detail, mac)
        VALUES (@Chain, @Sequence, @At, @Workspace, @Action, @Browser, @Account, @Address, @ConnectionId, @Connection, @ProfileId, @Profile, @Problem, @Detail, @Mac)
        """;

    private const string SelectName = "SELECT name FROM connections WHERE workspace_id = @Workspace AND id = @ConnectionId";
    private const string MoveHead = "UPDATE audit_chains SET head_sequence = @HeadSequence, head_mac = @HeadMac, head_signature = @HeadSignature WHERE number = @Number";

    private const int MaxAttempts = 5;

    public async Task AppendAsync(AuditEvent happened, CancellationToken cancellationToken)
    {
        var entry = AuditEntry.Of(happened, time.GetUtcNow());
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await database.WriteAsync(session => TryAppendAsync(session, entry), cancellationToken))
                return;
            // Not inside of the transaction: the key ring writes, too.
            await keys.PrepareAsync(cancellationToken);
        }

        throw new InvalidOperationException("Nodes with different keys begin one audit chain after the other.");
    }

    public Task<IReadOnlyList<AuditEntry>> ListAsync(WorkspaceId workspace, AuditFilter filter, int limit, CancellationToken cancellationToken)
    {
        var sql = SelectOfWorkspace
            + (filter.Connection is null ? "" : " AND connection_id = @Connection")
            + (filter.Action is null ? "" : " AND action = @Action")
            + (filter.Without is null ? "" : " AND action <> @Without")
            + (filter.Before is null ? "" : " AND sequence < @Before")
            + (filter.Text.Length == 0 ? "" : $" {HasText}")
            + " ORDER BY sequence DESC LIMIT @Limit";
        var parameters = new { Workspace = workspace, filter.Connection, filter.Action, filter.Without, filter.Before, Pattern = PatternOf(filter.Text), Limit = limit };
        return database.ReadAsync(session => session.QueryAsync<AuditEntry>(sql, parameters), cancellationToken);
    }

    public Task<IReadOnlyList<AuditChain>> ListChainsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<AuditChain>(AuditKeys.SelectChains), cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(long chain, long after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<AuditEntry>(SelectOfChain, new { Chain = chain, After = after, Limit = limit }), cancellationToken);

    public Task<AuditKey?> FindKeyAsync(long chain, CancellationToken cancellationToken) => keys.FindAsync(chain, cancellationToken);

    private static string PatternOf(string text) => $"%{string.Concat(text.Select(Escape))}%";

    private static string Escape(char letter) => letter is '!' or '%' or '_' ? $"!{letter}" : $"{(char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : letter)}";

    /// <returns>False when the key of the newest chain has not been opened yet.</returns>
    private async Task<bool> TryAppendAsync(DbSession session, AuditEntry entry)
    {
        if (await AuditKeys.FindNewestAsync(session) is not { } chain || keys.FindOpened(chain) is not { } key)
            return false;
        var name = entry is { Connection: null, ConnectionId: not null } ? await session.FindAsync<string>(SelectName, entry) : entry.Connection;
        var next = entry with { Chain = chain.Number, Sequence = chain.HeadSequence + 1, Connection = name };
        var signed = next with { Mac = key.MacOf(next, chain.HeadMac) };
        await session.ExecuteAsync(Insert, signed);
        await session.ExecuteAsync(MoveHead, key.WithHead(chain, signed.Sequence, signed.Mac));
        return true;
    }
}

public static class AuditStoreAccess
{
    /// <summary>Opens a store that is there, for a command that only reads: without migrations and sweeps.</summary>
    /// <exception cref="StartupException">There is no audit trail, or its key is missing.</exception>
    public static IAuditStore OpenAuditStore(this IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var (dialect, database) = (services.GetRequiredService<IDialect>(), services.GetRequiredService<Database>());
        // Opening it would make it.
        var isThere = services.GetRequiredService<IOptions<StoreOptions>>().Value.Provider != StoreProvider.Sqlite || File.Exists(dialect.Name);
        try
        {
            using var connection = isThere ? database.Open() : null;
            if (connection is null || connection.ExecuteScalar<long>("SELECT COUNT(*) FROM audit_chains") == 0)
                throw new StartupException($"Store:ConnectionString: the database {dialect.Name} has no audit trail.");
        }
        catch (DbException e) when (dialect.Explain(e) is { } reason)
        {
            throw new StartupException($"Store:ConnectionString: {reason}", e);
        }

        services.GetRequiredService<KeyRingCheck>().Open();
        return services.GetRequiredService<IAuditStore>();
    }
}
