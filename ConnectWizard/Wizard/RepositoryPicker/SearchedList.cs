using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.Wizard.RepositoryPicker;

/// <summary>What one circuit looks at: a watch on the shared list, a search, and what it found. Used from the circuit's own context.</summary>
internal sealed class SearchedList : IDisposable
{
    private RepositoryWatch? _watch;
    private bool _isSearching;
    private bool _isStale;

    /// <summary>As typed.</summary>
    public string Search { get; set; } = "";

    /// <summary>The list that <see cref="Matches"/> is about.</summary>
    public RepositorySnapshot Snapshot { get; private set; } = RepositorySnapshot.Empty;

    public RepositoryMatches Matches { get; private set; } = RepositorySnapshot.Empty.All;

    public bool IsOpen => _watch is not null;

    public bool IsReading => _watch is { IsReading: true };

    /// <summary>Begins to watch.</summary>
    /// <param name="catalog">Where the shared lists are.</param>
    /// <param name="source">Whose list.</param>
    /// <param name="token">Its credential; not kept.</param>
    /// <param name="changed">As <see cref="RepositoryCatalog.Watch"/> calls it.</param>
    public void Open(RepositoryCatalog catalog, RepositorySource source, Secret token, Action changed) => _watch = catalog.Watch(source, token, changed);

    public void Refresh(Secret token) => _watch?.Refresh(token);

    /// <summary>Searches the newest list for the newest words. A call while one is at work makes that one go round again.</summary>
    /// <param name="show">Called each time there is something new to show.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task SearchAsync(Action show, CancellationToken cancellationToken)
    {
        _isStale = true;
        if (_isSearching || _watch is null)
            return;

        _isSearching = true;
        try
        {
            while (_isStale)
            {
                _isStale = false;
                var snapshot = _watch.Snapshot;
                Matches = await RepositoryFilter.ApplyAsync(snapshot, Search, cancellationToken);
                Snapshot = snapshot;
                show();
            }
        }
        finally
        {
            _isSearching = false;
        }
    }

    public void Dispose() => _watch?.Dispose();
}
