using System.Diagnostics.CodeAnalysis;
using AzureDevOpsEmulator;

namespace ConnectWizard.Demo;

/// <summary>Logs the address of the emulator, and stops it and the build system with the host, so that their data is saved.</summary>
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

internal static partial class DemoLog
{
    [LoggerMessage(1, LogLevel.Information, "Demo: connections use an emulated Azure DevOps, which describes itself at {Url}")]
    public static partial void Started(ILogger logger, Uri url);
}
