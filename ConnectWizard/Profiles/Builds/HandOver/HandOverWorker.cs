using System.Data.Common;

namespace ConnectWizard.Profiles.Builds.HandOver;

/// <summary>Runs the queue: at once when something was queued here; a retry, and what another node queued, within seconds.</summary>
internal sealed class HandOverWorker(BuildQueue queue, BuildsWake wake, TimeProvider time, ILogger<HandOverWorker> logger)
    : BackgroundService
{
    /// <summary>The longest that a request of another node waits.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TrySendAsync(stoppingToken);
            await wake.WaitAsync(LongestWait, time, stoppingToken);
        }
    }

    /// <summary>A store that is busy for a while must not end the process.</summary>
    private async Task TrySendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendDueAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            BuildsLog.HandOverFailed(logger, e);
        }
    }
}
