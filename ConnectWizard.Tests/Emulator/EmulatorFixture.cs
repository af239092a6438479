using AzureDevOpsEmulator;
using Xunit;

namespace ConnectWizard.Emulator;

/// <summary>One emulator for a class of tests, with a client that reaches it by its realistic names.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private AzureDevOpsEmulator.Emulator? _emulator;
    private EmulatorClient? _client;

    public AzureDevOpsEmulator.Emulator Emulator => _emulator ?? throw new InvalidOperationException("The emulator has not been started.");

    internal EmulatorClient Client => _client ?? throw new InvalidOperationException("The emulator has not been started.");

    public async ValueTask InitializeAsync()
    {
        _emulator = await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings(), TestContext.Current.CancellationToken);
        _client = new EmulatorClient(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_emulator is not null)
            await _emulator.DisposeAsync();
    }
}
