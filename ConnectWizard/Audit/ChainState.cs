namespace ConnectWizard.Audit;

public enum ChainVerdict
{
    Verified,

    /// <summary>The key ring that protected the chain's key is gone.</summary>
    KeyMissing,

    /// <summary>The anchor is not the one that was signed: entries at the beginning were removed or changed.</summary>
    AnchorChanged,

    /// <summary>The head is not the one that was signed: entries at the end were removed or changed.</summary>
    HeadChanged,

    /// <summary>An entry was changed, or removed before its time, or added.</summary>
    EntryChanged,
}

/// <param name="Broken">The first entry that does not verify; null where all do.</param>
public sealed record ChainState(AuditChain Chain, ChainVerdict Verdict, long? Broken = null)
{
    /// <summary>The time of the first entry; null where there is none, or it was not read.</summary>
    public DateTimeOffset? Since { get; init; }

    public long First => Chain.AnchorSequence + 1;

    public long Count => Chain.HeadSequence - Chain.AnchorSequence;

    /// <summary>Follows a chain from its anchor to its head.</summary>
    /// <param name="entries">In order; those behind the head are left out.</param>
    public static async Task<ChainState> VerifyAsync(AuditChain chain, AuditKey? key, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chain);
        if (key is null)
            return new ChainState(chain, ChainVerdict.KeyMissing);
        if (!key.HasSignedAnchor(chain))
            return new ChainState(chain, ChainVerdict.AnchorChanged, chain.AnchorSequence + 1);
        if (!key.HasSignedHead(chain))
            return new ChainState(chain, ChainVerdict.HeadChanged, chain.HeadSequence);
        var (sequence, mac) = (chain.AnchorSequence, chain.AnchorMac);
        DateTimeOffset? since = null;
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            if (entry.Chain != chain.Number || !key.Follows(entry, sequence, mac))
                return new ChainState(chain, ChainVerdict.EntryChanged, sequence + 1);
            (sequence, mac) = (entry.Sequence, entry.Mac);
            since ??= entry.Time;
        }

        return sequence == chain.HeadSequence && mac == chain.HeadMac && chain.LastSequence <= sequence
            ? new ChainState(chain, ChainVerdict.Verified) { Since = since }
            : new ChainState(chain, ChainVerdict.EntryChanged, sequence + 1);
    }
}
