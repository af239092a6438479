using System.Data.Common;

namespace ConnectWizard.Webhooks.Looking;

/// <summary>Has turns taken: every few seconds, and at once when a look is wished for.</summary>
internal sealed class LookWorker(RefLooks looks, LooksWake wake, TimeProvider time, ILogger<LookWorker> logger) : BackgroundService
{
    /// <summary>A new profile waits no longer than this until what is there already is known.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryLookAsync(stoppingToken);
            await wake.WaitAsync(Interval, time, stoppingToken);
        }
    }

    /// <summary>A store that is busy for a while must not end the process.</summary>
    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await looks.LookAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            IntakeLog.LookingFailed(logger, e);
        }
    }
}
