using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>Watches a list as a circuit does, and lets a test wait for what it should come to.</summary>
internal sealed class Watcher : IDisposable
{
    private readonly SemaphoreSlim _changes = new(0);
    private int _count;

    public Watcher(RepositoryCatalog catalog, RepositorySource source, Secret? token = null) => Watch = catalog.Watch(source, token ?? RepositorySamples.Token, Change);

    public RepositoryWatch Watch { get; }

    public RepositorySnapshot Snapshot => Watch.Snapshot;

    /// <summary>How often a change was told.</summary>
    public int Changes => _count;

    public async Task UntilAsync(Func<Watcher, bool> condition, CancellationToken cancellationToken)
    {
        while (!condition(this))
        {
            if (!await _changes.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken))
                throw new TimeoutException("The list did not come to what the test waits for.");
        }
    }

    public Task UntilReadAsync(CancellationToken cancellationToken) => UntilAsync(watcher => !watcher.Watch.IsReading, cancellationToken);

    public void Dispose() => Watch.Dispose();

    private void Change()
    {
        Interlocked.Increment(ref _count);
        _changes.Release();
    }
}
