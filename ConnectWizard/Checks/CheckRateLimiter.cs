using System.Threading.RateLimiting;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// How often one browser may check, and how often one server may be checked: a check must be no way to try out ports, names or tokens, and no
/// way to make us a burden to somebody else's server. Each node counts for itself.
/// </summary>
public sealed class CheckRateLimiter : IDisposable
{
    /// <summary>As many at once, and per minute after that.</summary>
    public const int PerBrowser = 30;

    /// <summary>More than a whole company that connects on one morning.</summary>
    public const int PerServer = 300;

    private readonly PartitionedRateLimiter<OwnerId> _browsers = Limit<OwnerId>(PerBrowser);
    private readonly PartitionedRateLimiter<string> _servers = Limit<string>(PerServer);

    /// <returns>The problem when this one has to wait.</returns>
    public Problem? Take(CheckSubject subject, ResolvedHost host)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(host);
        if (subject.Browser is { } browser && Refuse(_browsers, browser) is { } refusal)
            return refusal;
        // What the operator configured is the way that everybody takes.
        var isConfigured = host.ConnectTo is not null || subject.Address.Target?.Provider == ProviderKind.Services;
        return isConfigured ? null : Refuse(_servers, host.Addresses is [var address, ..] ? address.ToString() : host.Address.Host);
    }

    public void Dispose()
    {
        _browsers.Dispose();
        _servers.Dispose();
    }

    private static Problem? Refuse<T>(PartitionedRateLimiter<T> limiter, T key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromSeconds(1);
        return new Problem(ProblemCode.Throttled) { RetryAfter = wait }.With(ProblemText.Variant, "here");
    }

    private static PartitionedRateLimiter<T> Limit<T>(int perMinute)
        where T : notnull => PartitionedRateLimiter.Create<T, T>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = perMinute / 30,
            ReplenishmentPeriod = TimeSpan.FromSeconds(2),
            QueueLimit = 0,
        }));
}
