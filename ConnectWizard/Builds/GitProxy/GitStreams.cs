using System.Threading.RateLimiting;

namespace ConnectWizard.Builds.GitProxy;

/// <summary>
/// Bounds what one build request may take of the way to Azure DevOps, which all connections to a server share: a clone is one stream after the
/// other, so a few at once are plenty, and one that never ends is none.
/// </summary>
internal sealed class GitStreams(TimeProvider time) : IDisposable
{
    /// <summary>How many streams of a request are open at once, on a node.</summary>
    public const int MaxConcurrency = 2;

    /// <summary>How long one may be open: 250 GB, the most that Azure DevOps keeps in a repository, at 20 MB/s, and as long again.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromHours(7);

    private readonly PartitionedRateLimiter<BuildRequestId> _limiter = PartitionedRateLimiter.Create<BuildRequestId, BuildRequestId>(id =>
        RateLimitPartition.GetConcurrencyLimiter(id, _ => new ConcurrencyLimiterOptions { PermitLimit = MaxConcurrency, QueueLimit = 0 }));

    /// <summary>Opens a stream of a request.</summary>
    /// <returns>What ends with the stream; null when as many as may be are open.</returns>
    public Stream? TryOpen(BuildRequestId request, CancellationToken cancellationToken)
    {
        var lease = _limiter.AttemptAcquire(request);
        if (lease.IsAcquired)
            return new Stream(lease, new CancellationTokenSource(MaxDelay, time), cancellationToken);
        lease.Dispose();
        return null;
    }

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();

    /// <summary>A place among the streams of a request.</summary>
    internal sealed class Stream(RateLimitLease lease, CancellationTokenSource limit, CancellationToken cancellationToken) : IDisposable
    {
        private readonly CancellationTokenSource _any = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);

        /// <summary>Cancelled when the client leaves, and when the stream has been open for too long.</summary>
        public CancellationToken Token => _any.Token;

        /// <inheritdoc />
        public void Dispose()
        {
            _any.Dispose();
            limit.Dispose();
            lease.Dispose();
        }
    }
}
