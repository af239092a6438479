using System.Collections.Concurrent;
using System.Security.Cryptography;
using ConnectWizard.Audit;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectWizard.Storage.Audit;

/// <summary>
/// The keys of the audit chains, random and encrypted by Data Protection. One that doesn't open stays as it is, for its key ring may come back; the
/// trail then goes on in a new chain.
/// </summary>
internal sealed class AuditKeys(Database database, IDataProtectionProvider protection, TimeProvider time, ILogger<AuditKeys> logger)
{
    private const string Columns =
        "number, anchor_sequence, anchor_mac, anchor_at, anchor_signature, head_sequence, head_mac, head_signature";

    public const string SelectChains =
        $"SELECT {Columns}, COALESCE((SELECT MAX(sequence) FROM audit_entries WHERE chain = number), 0) AS last_sequence FROM audit_chains ORDER BY number";

    private const string SelectNewest = $"SELECT {Columns}, protected FROM audit_chains ORDER BY number DESC LIMIT 1";
    private const string SelectProtected = "SELECT protected FROM audit_chains WHERE number = @Number";

    private const string Insert =
        """
        INSERT INTO audit_chains (number, protected, anchor_sequence, anchor_mac, anchor_at, anchor_signature, head_sequence, head_mac, head_signature)
        VALUES (@Number, @Protected, @AnchorSequence, @AnchorMac, @AnchorAt, @AnchorSignature, @HeadSequence, @HeadMac, @HeadSignature)
        """;

    private readonly ConcurrentDictionary<(long Chain, string Protected), AuditKey> _opened = [];

    public static async Task<StoredChain?> FindNewestAsync(DbSession session) => await session.FindAsync<StoredChain>(SelectNewest);

    public AuditKey? FindOpened(StoredChain chain) => _opened.GetValueOrDefault((chain.Number, chain.Protected));

    public async Task<AuditKey?> FindAsync(long chain, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.FindAsync<string>(SelectProtected, new { Number = chain }), cancellationToken) is { } secret ? Open(chain, secret) : null;

    /// <summary>Opens the key of the newest chain, or begins a chain. Several nodes that begin the first one at once begin one.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var newest = await database.ReadAsync(FindNewestAsync, cancellationToken);
        if (newest is not null && Open(newest.Number, newest.Protected) is not null)
            return;
        var key = AuditKey.New();
        var chain = key.Begin(newest, time.GetUtcNow());
        var secret = ProtectorFor(chain.Number).Protect(key.Export());
        var isBegun = await database.WriteAsync(
            async session => IsSame(await FindNewestAsync(session), newest) && await session.ExecuteAsync(Insert, chain, new { Protected = secret }) == 1, cancellationToken);
        if (!isBegun)
            return;
        _opened.TryAdd((chain.Number, secret), key);
        StorageLog.AuditChainBegan(logger, chain.Number);
    }

    /// <summary>Its anchor may move meanwhile: old entries are removed.</summary>
    private static bool IsSame(StoredChain? one, StoredChain? other) => (one?.Number, one?.HeadSequence) == (other?.Number, other?.HeadSequence);

    private AuditKey? Open(long chain, string secret)
    {
        if (_opened.TryGetValue((chain, secret), out var known))
            return known;
        try
        {
            return _opened.GetOrAdd((chain, secret), new AuditKey(Convert.FromBase64String(ProtectorFor(chain).Unprotect(secret))));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            StorageLog.AuditKeyDoesNotOpen(logger, chain, e);
            return null;
        }
    }

    private IDataProtector ProtectorFor(long chain) => protection.CreateProtector("ConnectWizard.Audit.v1", $"{chain}");
}

/// <summary>A chain with its key.</summary>
internal sealed record StoredChain : AuditChain
{
    public string Protected { get; init; } = "";
}
