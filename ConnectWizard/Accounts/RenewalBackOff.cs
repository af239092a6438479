using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.Accounts;

/// <summary>How long an account's renewal rests after a failure that passes: from five seconds, twice as long each time, up to five minutes, and never shorter than the provider asks.</summary>
internal static class RenewalBackOff
{
    /// <summary>After the first failure.</summary>
    public static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(5);

    /// <summary>After many, where the provider does not ask for longer.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    /// <param name="problem">Why it failed.</param>
    /// <param name="before">The pause that it ended, where it failed before.</param>
    /// <param name="now">When it failed.</param>
    public static RenewalPause After(Problem problem, RenewalPause? before, DateTimeOffset now)
    {
        var failures = (before?.Failures ?? 0) + 1;

        // All nodes share the pause, so it needs no jitter.
        return new RenewalPause(failures, now + new BackOff(InitialDelay, MaxDelay).After(failures, problem.RetryAfter, chance: 0), problem.ToFailure());
    }
}
