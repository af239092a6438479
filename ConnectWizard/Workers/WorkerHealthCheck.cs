using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectWizard.Workers;

/// <summary>No background worker hangs, and none has failed each time for a while.</summary>
internal sealed class WorkerHealthCheck(TimeProvider time) : IHealthCheck
{
    /// <summary>Longer than any run: work on a connection is cancelled after <see cref="LeaseRunner.WorkTimeout"/>.</summary>
    private static readonly TimeSpan MaxRun = 2 * LeaseRunner.WorkTimeout;

    /// <summary>An outage of the database has a check of its own, and ends many a run.</summary>
    private const int MaxFailures = 3;

    private readonly ConcurrentDictionary<string, Run> _runs = new(StringComparer.Ordinal);

    public void Began(string worker) => _runs.AddOrUpdate(worker, _ => new Run(time.GetTimestamp(), 0), (_, run) => run with { Since = time.GetTimestamp() });

    public void Ended(string worker, bool hasFailed) => _runs[worker] = new Run(null, hasFailed ? _runs[worker].Failures + 1 : 0);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] reasons = [.. _runs.Where(run => IsUnhealthy(run.Value)).Select(run => run.Key).Order(StringComparer.Ordinal)];
        return Task.FromResult(reasons is [] ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"Failing or hanging: {string.Join(", ", reasons)}. The log says why."));
    }

    private bool IsUnhealthy(Run run) => run.Failures >= MaxFailures || (run.Since is { } since && time.GetElapsedTime(since) > MaxRun);

    /// <param name="Since">When the present run began; null between two.</param>
    /// <param name="Failures">In a row.</param>
    private sealed record Run(long? Since, int Failures);
}
