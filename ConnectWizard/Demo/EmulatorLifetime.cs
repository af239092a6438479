using System.Diagnostics.CodeAnalysis;
using AzureDevOpsEmulator;

namespace ConnectWizard.Demo;

/// <summary>Says where the emulated world is, and ends it and its build system with the host, so that it is written down.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class EmulatorLifetime(Emulator emulator, DemoBuildSystem buildSystem, ILogger<EmulatorLifetime> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        DemoLog.Started(logger, new Uri(emulator.BaseUrl, "_emulator"));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await buildSystem.DisposeAsync();
        await emulator.DisposeAsync();
    }
}
