using System.Threading.RateLimiting;

namespace ConnectWizard.Webhooks.Receiving;

/// <summary>Bounds how fast one hook may deliver, so that a runaway does not take the store from the others.</summary>
internal sealed class DeliveryRates : IDisposable
{
    private readonly PartitionedRateLimiter<HookId> _limiter = PartitionedRateLimiter.Create<HookId, HookId>(id =>
        RateLimitPartition.GetTokenBucketLimiter(id, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2000,
            TokensPerPeriod = 100,
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(200),
            QueueLimit = 0,
        }));

    /// <returns>False when the hook has to wait.</returns>
    public bool TryTake(HookId hook)
    {
        using var lease = _limiter.AttemptAcquire(hook);
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();
}
