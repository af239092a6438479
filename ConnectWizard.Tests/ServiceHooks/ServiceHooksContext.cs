using ConnectWizard.AzureDevOps;
using Xunit;

namespace ConnectWizard.ServiceHooks;

/// <summary>Webhooks of one test over the emulator.</summary>
public abstract class ServiceHooksContext(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private protected ServiceHooksFixture _fixture = null!;

    private protected EdgeFixture Edge { get; } = edge;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _fixture = await ServiceHooksFixture.StartAsync(Edge);

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
