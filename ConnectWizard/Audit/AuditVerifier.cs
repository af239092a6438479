using System.Runtime.CompilerServices;

namespace ConnectWizard.Audit;

/// <summary>Reads and verifies the chains of the store.</summary>
public sealed class AuditVerifier(IAuditStore store)
{
    public const int BatchSize = 1000;

    /// <summary>How often reading begins again because old entries were removed meanwhile.</summary>
    private const int MaxAttempts = 3;

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
