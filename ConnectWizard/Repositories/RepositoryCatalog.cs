using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Repositories;

/// <summary>One list of repositories for each credential and target, shared by all circuits. It is read once, and again on demand or after ten minutes.</summary>
public sealed class RepositoryCatalog : IDisposable
{
    /// <summary>Beyond this number unwatched lists are removed, least recently used first.</summary>
    internal const int MaxListings = 32;

    /// <summary>Of all lists in memory together: beyond it unwatched lists are removed, and then reading ends.</summary>
    internal const long MaxBytes = 100 * 1024 * 1024;

    /// <summary>For lists that nobody watches.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<RepositorySource, RepositoryListing> _listings = [];
    private readonly IRepositoryGateway _gateway;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _maxBytes;
    private readonly ITimer _forgetting;

    public RepositoryCatalog(IRepositoryGateway gateway, TimeProvider time, ILogger<RepositoryCatalog> logger)
        : this(gateway, time, logger, MaxBytes)
    {
    }

    internal RepositoryCatalog(IRepositoryGateway gateway, TimeProvider time, ILogger logger, long maxBytes)
    {
        (_gateway, _time, _logger, _maxBytes) = (gateway, time, logger, maxBytes);
        _forgetting = time.CreateTimer(_ => Forget(), null, Interval, Interval);
    }

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
                listing = new RepositoryListing(source, _gateway, MakeRoom, _time, _logger);
                _listings.Add(source, listing);
            }

            var watch = listing.Join(token, changed);
            Forget();
            return watch;
        }
    }

    internal void Forget()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var unused = new Queue<RepositoryListing>(_listings.Values.Where(listing => !listing.IsWatched).OrderBy(listing => listing.UsedAt));
            while (unused.TryDequeue(out var listing) && (_listings.Count > MaxListings || !HasRoom() || now - listing.UsedAt >= Lifetime))
                _listings.Remove(listing.Source);
        }
    }

    /// <summary>Ends the readings with a credential that is being deleted, and forgets its lists.</summary>
    public void End(CredentialId credential)
    {
        RepositoryListing[] ended;
        lock (_gate)
            ended = [.. _listings.Values.Where(listing => listing.Source.Credential == credential)];
        foreach (var listing in ended)
        {
            lock (_gate)
                _listings.Remove(listing.Source);
            listing.End();
        }
    }

    public void Dispose() => _forgetting.Dispose();

    /// <summary>A reading that goes on makes room first.</summary>
    private bool MakeRoom()
    {
        lock (_gate)
        {
            if (!HasRoom())
                Forget();
            return HasRoom();
        }
    }

    private bool HasRoom() => _listings.Values.Sum(listing => listing.ByteCount) <= _maxBytes;
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
