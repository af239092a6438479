using ConnectWizard.Storage.Keys;
using ConnectWizard.Storage.Migrations;

namespace ConnectWizard.Storage;

/// <summary>Makes the store ready before anything else of the host starts, the web server included: schema first, then the key.</summary>
internal sealed class StoreStart(Migrator migrator, IServiceProvider services) : IHostedLifecycleService
{
    /// <inheritdoc />
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(cancellationToken);
        services.GetRequiredService<IKeyWrap>();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
