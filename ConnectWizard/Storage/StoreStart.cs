using ConnectWizard.Startup;
using ConnectWizard.Storage.Keys;
using ConnectWizard.Storage.Migrations;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage;

/// <summary>Prepares the store before anything else of the host starts, the web server included.</summary>
internal sealed class StoreStart(
    Migrator migrator, KeyRingCheck keyRing, IDialect dialect, IOptions<StoreOptions> options, ILogger<StoreStart> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (StartupException e) when (options.Value.IsDemo && dialect.MoveAside(e.InnerException) is { } old)
        {
            // The first sentence says why; the others say what to do, which was done.
            StorageLog.MovedAside(logger, old, e.Message.Split(". ")[0]);
            await PrepareAsync(cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(cancellationToken);
        keyRing.Open();
    }
}
