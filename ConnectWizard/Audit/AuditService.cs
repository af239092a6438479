using ConnectWizard.Connections;

namespace ConnectWizard.Audit;

/// <summary>The audit trail as pages see it.</summary>
public sealed class AuditService(IAuditStore store, AuditVerifier verifier, TimeProvider time) : IDisposable
{
    /// <summary>How long a result is good for another page, unless entries were added.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _once = new(1, 1);
    private (DateTimeOffset At, IReadOnlyList<ChainState> States)? _recent;

    public Task<IReadOnlyList<AuditEntry>> ListAsync(Actor actor, AuditFilter filter, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(actor.Workspace, filter, limit, cancellationToken);

    /// <summary>Pages that ask at the same time share one result.</summary>
    public async Task<IReadOnlyList<ChainState>> VerifyAsync(CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken);
        try
        {
            var chains = await store.ListChainsAsync(cancellationToken);
            if (_recent is { } recent && time.GetUtcNow() - recent.At < MaxAge && recent.States.Select(state => state.Chain).SequenceEqual(chains))
                return recent.States;
            var states = await verifier.VerifyAsync(cancellationToken);
            _recent = (time.GetUtcNow(), states);
            return states;
        }
        finally
        {
            _once.Release();
        }
    }

    public void Dispose() => _once.Dispose();
}
