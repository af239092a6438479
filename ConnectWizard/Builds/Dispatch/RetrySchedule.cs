using ConnectWizard.Workers;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>When a request is sent again: exponential back-off from 5 seconds to 1 hour with 25 % jitter, for about a day.</summary>
internal static class RetrySchedule
{
    /// <summary>After this many attempts the request has failed.</summary>
    public const int MaxAttempts = 33;

    /// <summary>After this many attempts, which take about a minute and a half, a request no longer blocks the later ones of its profile.</summary>
    public const int MaxBlockingAttempts = 5;

    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));

    /// <param name="attempts">How often the request was sent.</param>
    /// <param name="retryAfter">The delay that the build system asked for; respected up to an hour.</param>
    /// <param name="jitter">0 to 1.</param>
    /// <returns>The delay; null after the last attempt.</returns>
    public static TimeSpan? After(int attempts, TimeSpan? retryAfter, double jitter) =>
        attempts < MaxAttempts ? BackOff.After(attempts, retryAfter > BackOff.Max ? BackOff.Max : retryAfter, jitter) : null;
}
