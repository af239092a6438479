using System.Diagnostics.CodeAnalysis;

namespace AzureDevOpsEmulator.Hooks;

/// <summary>The delays between attempts (Microsoft's "Troubleshoot service hooks"), multiplied by a factor.</summary>
internal sealed record RetrySchedule(double Factor)
{
    private static readonly int[] TransientSeconds = [1, 2, 4, 8, 16, 32, 60, 60];
    private static readonly int[] ProbationMinutes = [20, 40, 80, 160, 320, 640, 900];

    /// <summary>After transient failures (408, 502, 503, 504); after the last one the failure counts as enduring.</summary>
    public IReadOnlyList<TimeSpan> Transient { get; } = [.. TransientSeconds.Select(seconds => TimeSpan.FromSeconds(seconds) * Factor)];

    /// <summary>On probation; after the last one the subscription is disabled.</summary>
    public IReadOnlyList<TimeSpan> Probation { get; } = [.. ProbationMinutes.Select(minutes => TimeSpan.FromMinutes(minutes) * Factor)];
}

/// <summary>A delay that can be interrupted, also before it begins. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has neither timer nor handle, and is replaced at each use.")]
internal sealed class InterruptibleDelay(TimeProvider time)
{
    private CancellationTokenSource _interrupt = new();

    /// <summary>Ends the current delay, or the next one.</summary>
    public void Interrupt() => Volatile.Read(ref _interrupt).Cancel();

    /// <summary>Ignores an earlier interruption.</summary>
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
