using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>One emulator for a class of tests that change nothing about it, with an application and a client of its services.</summary>
public sealed class CloudFixture : IAsyncLifetime
{
    private readonly EmulatorFixture _emulator = new();
    private CloudClient? _application;

    public AzureDevOpsEmulator.Emulator Emulator => _emulator.Emulator;

    internal EmulatorClient Client => _emulator.Client;

    internal CloudClient Application => _application ?? throw new InvalidOperationException("The emulator has not been started.");

    public async ValueTask InitializeAsync()
    {
        await _emulator.InitializeAsync();
        _application = new CloudClient(Emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _application?.Dispose();
        await _emulator.DisposeAsync();
    }
}
