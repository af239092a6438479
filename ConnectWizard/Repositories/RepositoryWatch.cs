using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>Somebody looks at a list of repositories. Disposing is leaving; when nobody looks any more, its reading ends.</summary>
public sealed class RepositoryWatch : IDisposable
{
    private readonly RepositoryListing _listing;
    private bool _left;

    internal RepositoryWatch(RepositoryListing listing, Action changed) => (_listing, Changed) = (listing, changed);

    /// <summary>What there is by now.</summary>
    public RepositorySnapshot Snapshot => _listing.Snapshot;

    /// <summary>The list is being read; more may come.</summary>
    public bool IsReading => _listing.IsReading;

    internal Action Changed { get; }

    /// <summary>Reads the list anew, unless that is under way.</summary>
    /// <param name="token">The credential that the list belongs to; not kept.</param>
    public void Refresh(Secret token) => _listing.Refresh(token);

    public void Dispose()
    {
        if (!_left)
        {
            _left = true;
            _listing.Leave(this);
        }
    }
}
