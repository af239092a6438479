using Xunit;

namespace ConnectWizard.Storage;

/// <summary>A store of one test, on either database.</summary>
public abstract class StoreContext(StoreProvider provider) : IAsyncLifetime
{
    private protected readonly StorePlace _place = StorePlace.On(provider);
    private protected readonly ManualTime _time = new();
    private protected readonly CollectedLogs _logs = new();
    private protected TestStore _store = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _store = await TestStore.StartAsync(_place, Cancellation, _time, _logs);

    public virtual async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _place.Dispose();
        _logs.Dispose();
        GC.SuppressFinalize(this);
    }
}
