using System.Runtime.CompilerServices;

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

/// <summary>Reads and verifies the chains of the store.</summary>
public sealed class AuditVerifier(IAuditStore store, TimeProvider time) : IDisposable
{
    public const int BatchSize = 1000;

    /// <summary>How long a result is good for another page, unless entries were added.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _once = new(1, 1);
    private (DateTimeOffset At, IReadOnlyList<ChainState> States)? _recent;

    /// <summary>How often reading begins again because old entries were removed meanwhile.</summary>
    private const int MaxAttempts = 3;

    /// <summary>For pages: they share one result.</summary>
    public async Task<IReadOnlyList<ChainState>> VerifyRecentAsync(CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken);
        try
        {
            var chains = await store.ListChainsAsync(cancellationToken);
            if (_recent is { } recent && time.GetUtcNow() - recent.At < MaxAge && recent.States.Select(state => state.Chain).SequenceEqual(chains))
                return recent.States;
            var states = await VerifyAsync(cancellationToken);
            _recent = (time.GetUtcNow(), states);
            return states;
        }
        finally
        {
            _once.Release();
        }
    }

    public void Dispose() => _once.Dispose();

    /// <returns>One for each chain, the oldest first.</returns>
    public async Task<IReadOnlyList<ChainState>> VerifyAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var chains = await store.ListChainsAsync(cancellationToken);
            var states = new List<ChainState>();
            foreach (var chain in chains)
                states.Add(await ChainState.VerifyAsync(chain, await store.FindKeyAsync(chain.Number, cancellationToken), ReadAsync(chain, cancellationToken), cancellationToken));
            if (attempt == MaxAttempts || states.TrueForAll(state => state.Broken is null) || HasAnchorsOf(chains, await store.ListChainsAsync(cancellationToken)))
                return states;
        }
    }

    /// <summary>The entries that the chain's head knows of.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(AuditChain chain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chain);
        for (var after = chain.AnchorSequence; after < chain.HeadSequence;)
        {
            var batch = await store.ReadAsync(chain.Number, after, BatchSize, cancellationToken);
            foreach (var entry in batch.TakeWhile(entry => entry.Sequence <= chain.HeadSequence))
                yield return entry;
            if (batch.Count < BatchSize)
                yield break;
            after = batch[^1].Sequence;
        }
    }

    public async IAsyncEnumerable<AuditEntry> ReadAllAsync(IReadOnlyList<AuditChain> chains, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chains);
        foreach (var chain in chains)
        {
            await foreach (var entry in ReadAsync(chain, cancellationToken))
                yield return entry;
        }
    }

    public static bool HasAnchorsOf(IReadOnlyList<AuditChain> before, IReadOnlyList<AuditChain> now)
    {
        ArgumentNullException.ThrowIfNull(before);
        return before.Select(chain => (chain.Number, chain.AnchorSequence)).SequenceEqual(now.Take(before.Count).Select(chain => (chain.Number, chain.AnchorSequence)));
    }
}
