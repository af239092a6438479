namespace ConnectWizard.Storage;

/// <summary>Deletes expired rows, at start and at an interval.</summary>
internal abstract class Sweep(TimeSpan interval, Database database, TimeProvider time, ILogger logger) : BackgroundService
{
    protected Database Database => database;

    protected TimeProvider Time => time;

    protected ILogger Logger => logger;

    public abstract Task SweepAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A store that is busy or out of space for a while must not end the process.
                StorageLog.SweepFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
