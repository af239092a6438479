using ConnectWizard.Audit;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage.Audit;

/// <summary>
/// Removes old entries from the beginning of a chain, and signs the last one of them as the anchor of what is left. Only what verifies: otherwise
/// whoever changes the time of an entry would have it removed, and the signature with it.
/// </summary>
internal sealed class AuditSweep(Database database, AuditKeys keys, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditSweep> logger)
    : Sweep(TimeSpan.FromHours(1), database, time, logger)
{
    private const string SelectChain = $"SELECT * FROM ({AuditKeys.SelectChains}) AS chains WHERE number = @Number";
    private const string Delete = "DELETE FROM audit_entries WHERE chain = @Number AND sequence <= @AnchorSequence";

    private const string MoveAnchor =
        """
        UPDATE audit_chains SET anchor_sequence = @AnchorSequence, anchor_mac = @AnchorMac, anchor_at = @AnchorAt, anchor_signature = @AnchorSignature WHERE number = @Number
        """;

    public override async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var chain in await Database.ReadAsync(session => session.QueryAsync<AuditChain>(AuditKeys.SelectChains), cancellationToken))
        {
            var key = await keys.FindAsync(chain.Number, cancellationToken);
            await RepeatAsync(session => RemoveAsync(session, chain.Number, key), cancellationToken);
        }
    }

    private async Task<int> RemoveAsync(DbSession session, long number, AuditKey? key)
    {
        if (await session.FindAsync<AuditChain>(SelectChain, new { Number = number }) is not { } chain)
            return 0;
        var before = (Time.GetUtcNow() - options.Value.Retention).ToUnixTimeMilliseconds();
        var first = await session.QueryAsync<AuditEntry>(AuditStore.SelectOfChain, new { Chain = number, After = chain.AnchorSequence, Limit = PieceSize });
        var old = first.TakeWhile(entry => entry.At < before && entry.Sequence <= chain.HeadSequence).ToList();
        if (old.Count == 0 || (key is not null && !IsGenuine(chain, old, key)))
            return 0;
        // What was signed with a key that is missing can't be verified, and its new anchor is not signed.
        var last = old[^1];
        var shorter = key?.WithAnchor(chain, last.Sequence, last.Mac, Time.GetUtcNow()) ?? chain with { AnchorSequence = last.Sequence, AnchorMac = last.Mac, AnchorSignature = "" };
        await session.ExecuteAsync(Delete, shorter);
        await session.ExecuteAsync(MoveAnchor, shorter);
        return old.Count;
    }

    private bool IsGenuine(AuditChain chain, IReadOnlyList<AuditEntry> entries, AuditKey key)
    {
        var broken = key.HasSignedAnchor(chain) ? key.FindBroken(chain.AnchorSequence, chain.AnchorMac, entries) : chain.AnchorSequence + 1;
        if (broken is { } sequence)
            StorageLog.AuditEntryKept(Logger, sequence);
        return broken is null;
    }
}
