namespace ConnectWizard.Workers;

/// <summary>Exponential back-off with up to 25 % jitter.</summary>
/// <param name="Max">The longest wait that nobody asked for.</param>
internal sealed record BackOff(TimeSpan Initial, TimeSpan Max)
{
    private const double Jitter = 0.25;

    /// <param name="retryAfter">How long the other side asked to wait; respected in full.</param>
    public TimeSpan After(int failures, TimeSpan? retryAfter = null) => After(failures, retryAfter, Random.Shared.NextDouble());

    /// <param name="chance">0 to 1: how much of the jitter is taken off.</param>
    public TimeSpan After(int failures, TimeSpan? retryAfter, double chance)
    {
        var doubled = Initial * Math.Pow(2, Math.Min(failures - 1, 20));
        var wait = (doubled < Max ? doubled : Max) * (1 - (chance * Jitter));
        return retryAfter > wait ? retryAfter.Value : wait;
    }
}
