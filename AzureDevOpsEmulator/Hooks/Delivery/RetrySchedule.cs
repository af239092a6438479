namespace AzureDevOpsEmulator.Hooks.Delivery;

/// <summary>
/// How long the service waits before it tries again, from Microsoft's page "Troubleshoot service hooks". A factor makes it faster.
/// </summary>
internal sealed record RetrySchedule(double Factor)
{
    private static readonly int[] TransientSeconds = [1, 2, 4, 8, 16, 32, 60, 60];

    private static readonly int[] ProbationMinutes = [20, 40, 80, 160, 320, 640, 900];

    /// <summary>Behind a failure that may be gone in a moment (408, 502, 503, 504); after the last one it counts as one that stays.</summary>
    public IReadOnlyList<TimeSpan> Transient { get; } = [.. TransientSeconds.Select(seconds => TimeSpan.FromSeconds(seconds) * Factor)];

    /// <summary>On probation; after the last one the subscription is disabled.</summary>
    public IReadOnlyList<TimeSpan> Probation { get; } = [.. ProbationMinutes.Select(minutes => TimeSpan.FromMinutes(minutes) * Factor)];
}
