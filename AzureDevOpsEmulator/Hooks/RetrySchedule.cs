using System.Diagnostics.CodeAnalysis;

namespace AzureDevOpsEmulator.Hooks;

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

/// <summary>A wait that somebody else can end, also before it has begun. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has neither timer nor handle, and is replaced at each use.")]
internal sealed class InterruptibleDelay(TimeProvider time)
{
    private CancellationTokenSource _interrupt = new();

    /// <summary>Ends the wait at once, or the next one where none is under way.</summary>
    public void Interrupt() => Volatile.Read(ref _interrupt).Cancel();

    /// <summary>The next wait is a whole one, whoever has ended an earlier one.</summary>
    public void Reset() => Volatile.Write(ref _interrupt, new CancellationTokenSource());

    public async Task WaitAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Volatile.Read(ref _interrupt).Token, cancellationToken);
        try
        {
            await Task.Delay(length, time, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Reset();
        }
    }
}
