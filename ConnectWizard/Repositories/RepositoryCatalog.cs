using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Repositories;

/// <summary>One list of repositories for each credential and target, shared by all circuits. It is read once, and again on demand or after ten minutes.</summary>
public sealed class RepositoryCatalog(IRepositoryGateway gateway, TimeProvider time, ILogger<RepositoryCatalog> logger)
{
    /// <summary>Beyond this number unwatched lists are removed, least recently used first.</summary>
    internal const int MaxListings = 32;

    /// <summary>The same beyond this many repositories altogether: about 100 MB.</summary>
    internal const int MaxRows = 1_000_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<RepositorySource, RepositoryListing> _listings = [];

    internal int ListingCount
    {
        get
        {
            lock (_gate)
                return _listings.Count;
        }
    }

    /// <summary>Watches the list of a source; where there is none yet, or an old or a broken one, reading it begins.</summary>
    /// <param name="changed">Called on any thread, about ten times a second at most, when the watch has something new. It must return at once.</param>
    public RepositoryWatch Watch(RepositorySource source, Secret token, Action changed)
    {
        lock (_gate)
        {
            if (!_listings.TryGetValue(source, out var listing))
            {
                listing = new RepositoryListing(source, new RepositoryReader(gateway, time), time, logger);
                _listings.Add(source, listing);
            }

            var watch = listing.Join(token, changed);
            Forget();
            return watch;
        }
    }

    private void Forget()
    {
        var unused = new Queue<RepositoryListing>(_listings.Values.Where(listing => !listing.IsWatched).OrderBy(listing => listing.UsedAt));
        var rows = _listings.Values.Sum(listing => (long)listing.Snapshot.Count);
        while ((_listings.Count > MaxListings || rows > MaxRows) && unused.TryDequeue(out var listing))
        {
            _listings.Remove(listing.Source);
            rows -= listing.Snapshot.Count;
        }
    }
}

internal static partial class RepositoriesLog
{
    [LoggerMessage(1, LogLevel.Information, "Listed {Count} repositories of {Collection}; complete: {IsComplete}")]
    public static partial void Listed(ILogger logger, Uri collection, int count, bool isComplete);

    [LoggerMessage(2, LogLevel.Debug, "Stopped listing the repositories of {Collection}: nobody waits any more")]
    public static partial void Abandoned(ILogger logger, Uri collection);

    [LoggerMessage(3, LogLevel.Error, "Listing the repositories of {Collection} broke")]
    public static partial void Failed(ILogger logger, Exception exception, Uri collection);

    [LoggerMessage(4, LogLevel.Error, "A watcher of the repositories of {Collection} failed")]
    public static partial void WatcherFailed(ILogger logger, Exception exception, Uri collection);
}

public static class RepositoriesServices
{
    public static IServiceCollection AddRepositories(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RepositoryCatalog>();
        return services;
    }
}
