using System.Threading.RateLimiting;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// Bounds what one hook may deliver, so that a runaway doesn't starve the others. All pushes of a day may come at once when Azure DevOps was
/// away.
/// </summary>
internal sealed class DeliveryRates : IDisposable
{
    public const int Burst = 20_000;

    /// <summary>With what is stored of one, less than a gigabyte a day.</summary>
    public const int PerSecond = 10;

    /// <summary>Bodies of one hook that are read at once, each up to 2 MB. Azure DevOps sends one after the other.</summary>
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

    public RateLimitLease Take(HookId hook) => _limiter.AttemptAcquire(hook);

    public void Dispose() => _limiter.Dispose();
}
