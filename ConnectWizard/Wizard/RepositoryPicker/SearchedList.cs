using ConnectWizard.Repositories;

namespace ConnectWizard.Wizard.RepositoryPicker;

/// <summary>What one circuit looks at: a watch on the shared list, a search, and what it found. Used from the circuit's own context.</summary>
internal sealed class SearchedList : IDisposable
{
    private bool _isSearching;
    private bool _isStale;

    /// <summary>As typed.</summary>
    public string Search { get; set; } = "";

    /// <summary>The list that <see cref="Matches"/> is about.</summary>
    public RepositorySnapshot Snapshot { get; private set; } = RepositorySnapshot.Empty;

    public RepositoryMatches Matches { get; private set; } = RepositorySnapshot.Empty.All;

    /// <summary>What <see cref="Matches"/> was searched for.</summary>
    public string Searched { get; private set; } = "";

    public RepositoryWatch? Watch { get; private set; }

    public bool IsOpen => Watch is not null;

    public bool IsReading => Watch is { IsReading: true };

    /// <summary>Takes over a watch, which ends with this.</summary>
    public void Open(RepositoryWatch watch)
    {
        Watch?.Dispose();
        Watch = watch;
    }

    /// <summary>Searches the newest list for the newest words. A call while one is running makes that one search again.</summary>
    /// <param name="show">Called each time there is something new to show.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task SearchAsync(Action show, CancellationToken cancellationToken)
    {
        _isStale = true;
        if (_isSearching || Watch is null)
            return;

        _isSearching = true;
        try
        {
            while (_isStale)
            {
                _isStale = false;
                var snapshot = Watch.Snapshot;
                var search = Search;
                Matches = await RepositoryFilter.ApplyAsync(snapshot, search, cancellationToken);
                Searched = search;
                Snapshot = snapshot;
                show();
            }
        }
        finally
        {
            _isSearching = false;
        }
    }

    public void Dispose() => Watch?.Dispose();
}
