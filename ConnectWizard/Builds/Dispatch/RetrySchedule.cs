using ConnectWizard.Workers;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>
/// When a request is sent again: after 5 seconds, and then each time after twice as long, up to an hour; 33 attempts, which takes about a day.
/// </summary>
internal static class RetrySchedule
{
    /// <summary>After so many the request is given up.</summary>
    public const int MaxAttempts = 33;

    /// <summary>After so many a request holds up the later ones of its profile no longer: about a minute and a half.</summary>
    public const int WaitTimeout = 5;

    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));

    /// <param name="attempts">How often it was sent.</param>
    /// <param name="asked">How long the build system asked to be left alone, where it did.</param>
    /// <param name="chance">0 to 1: spreads those that failed together by up to a quarter.</param>
    /// <returns>The wait; null when it is given up.</returns>
    public static TimeSpan? After(int attempts, TimeSpan? asked, double chance)
    {
        if (attempts >= MaxAttempts)
            return null;
        return BackOff.After(attempts, asked < BackOff.Max ? asked : asked is null ? null : BackOff.Max, chance);
    }
}
