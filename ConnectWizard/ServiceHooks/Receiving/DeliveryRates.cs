using System.Threading.RateLimiting;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// Bounds what one hook may deliver, so that a runaway takes neither the store nor the memory from the others. A repository of many people sees
/// a push in some seconds, and all of them at once when Azure DevOps was away for a day; what goes beyond is told to come again.
/// </summary>
internal sealed class DeliveryRates : IDisposable
{
    /// <summary>How many may come at once, after a quiet time.</summary>
    public const int Burst = 20_000;

    /// <summary>How many a second may come for good: with what is stored of one, less than a gigabyte a day.</summary>
    public const int PerSecond = 10;

    /// <summary>How many bodies of one hook are read at once; each may be 2 MB. Azure DevOps sends one after the other.</summary>
    public const int MaxConcurrency = 64;

    private readonly PartitionedRateLimiter<HookId> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HookId, HookId>(id =>
            RateLimitPartition.GetConcurrencyLimiter(id, _ => new ConcurrencyLimiterOptions { PermitLimit = MaxConcurrency, QueueLimit = 0 })),
        PartitionedRateLimiter.Create<HookId, HookId>(id => RateLimitPartition.GetTokenBucketLimiter(id, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        })));

    /// <summary>Takes a place for a delivery, until it is disposed of; where none was acquired the hook has to wait.</summary>
    public RateLimitLease Take(HookId hook) => _limiter.AttemptAcquire(hook);

    public void Dispose() => _limiter.Dispose();
}
