using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>What a list of repositories belongs to: two credentials see different ones, and a credential is bound to one target.</summary>
public sealed record RepositorySource(CredentialId Credential, ServerTarget Target);

/// <summary>The list of one source, its watchers, and its reading. A complete list stays in view until a newer one is complete.</summary>
/// <param name="hasRoom">Whether all lists together, this one's reading included, have room.</param>
internal sealed class RepositoryListing(RepositorySource source, IRepositoryGateway gateway, Func<bool> hasRoom, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private readonly List<RepositoryWatch> _watches = [];
    private CancellationTokenSource? _reading;
    private Task _lastRead = Task.CompletedTask;
    private long _readingBytes;

    public RepositorySource Source => source;

    public RepositorySnapshot Snapshot { get; private set; } = RepositorySnapshot.Empty;

    public DateTimeOffset UsedAt { get; private set; } = time.GetUtcNow();

    /// <summary>A list that isn't complete is part of what is being read.</summary>
    public long ByteCount => Volatile.Read(ref _readingBytes) + (IsReading && !Snapshot.IsComplete ? 0 : Snapshot.ByteCount);

    public bool IsReading => Volatile.Read(ref _reading) is not null;

    public bool IsWatched
    {
        get
        {
            lock (_gate)
                return _watches.Count > 0;
        }
    }

    public RepositoryWatch Join(Secret token, Action changed)
    {
        lock (_gate)
        {
            var watch = new RepositoryWatch(this, changed);
            _watches.Add(watch);
            UsedAt = time.GetUtcNow();
            if (!Snapshot.IsComplete || Snapshot.Problem is not null || UsedAt - Snapshot.ListedAt > Lifetime)
                StartReading(token);
            return watch;
        }
    }

    public void Leave(RepositoryWatch watch)
    {
        lock (_gate)
        {
            if (!_watches.Remove(watch))
                return;
            UsedAt = time.GetUtcNow();
            if (_watches.Count == 0 && _reading is { } reading)
            {
                _reading = null;
                _ = StopAsync(reading);
            }
        }
    }

    /// <summary>Its credential is gone.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_reading is { } reading)
                _ = StopAsync(reading);
            _reading = null;
            Snapshot = Snapshot.With(Snapshot.IsComplete, new Problem(ProblemCode.CredentialNeeded), Snapshot.ListedAt, Snapshot.EmptyProjects);
        }

        Notify();
    }

    public void Refresh(Secret token)
    {
        lock (_gate)
            StartReading(token);
        Notify();
    }

    private void StartReading(Secret token)
    {
        if (_reading is not null)
            return;
        var (reading, before) = (new CancellationTokenSource(), _lastRead);
        var cancellationToken = reading.Token;
        _reading = reading;
        _lastRead = Task.Run(() => ReadAsync(token, before, reading, cancellationToken), CancellationToken.None);
    }

    private static async Task StopAsync(CancellationTokenSource reading)
    {
        await reading.CancelAsync();
        reading.Dispose();
    }

    private async Task ReadAsync(Secret token, Task before, CancellationTokenSource reading, CancellationToken cancellationToken)
    {
        await before;
        var last = Snapshot;
        try
        {
            last = await new RepositoryReader(gateway, time, hasRoom: HasRoomFor).ReadAsync(source, token, snapshot => Show(snapshot, reading, isLast: false), cancellationToken);
            RepositoriesLog.Listed(logger, source.Target.Url, last.Count, last.IsComplete);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            RepositoriesLog.Abandoned(logger, source.Target.Url);
        }
        catch (Exception exception)
        {
            // This task is not awaited: a bug must neither vanish nor leave a list that never ends.
            RepositoriesLog.Failed(logger, exception, source.Target.Url);
            last = Snapshot.With(isComplete: false, new Problem(ProblemCode.UnexpectedAnswer), Snapshot.ListedAt, Snapshot.EmptyProjects);
        }

        Show(last, reading, isLast: true);
        Volatile.Write(ref _readingBytes, 0);
    }

    private bool HasRoomFor(long readingBytes)
    {
        Volatile.Write(ref _readingBytes, readingBytes);
        return hasRoom();
    }

    private void Show(RepositorySnapshot snapshot, CancellationTokenSource reading, bool isLast)
    {
        lock (_gate)
        {
            if (_reading != reading)
                return;
            Snapshot = Newest(snapshot);
            if (isLast)
            {
                _reading = null;
                reading.Dispose();
            }
        }

        Notify();
    }

    /// <summary>A complete list gives way to another complete one only; of one that failed it takes the problem.</summary>
    private RepositorySnapshot Newest(RepositorySnapshot read) =>
        !Snapshot.IsComplete || read.IsComplete ? read
        : read.Problem is null ? Snapshot
        : Snapshot.With(isComplete: true, read.Problem, Snapshot.ListedAt, Snapshot.EmptyProjects);

    private void Notify()
    {
        RepositoryWatch[] watches;
        lock (_gate)
            watches = [.. _watches];
        foreach (var watch in watches)
        {
            try
            {
                watch.Changed();
            }
            catch (Exception exception)
            {
                // One circuit's failure must not affect the others.
                RepositoriesLog.WatcherFailed(logger, exception, source.Target.Url);
            }
        }
    }
}

/// <summary>Disposing leaves the list; the last one to leave ends its reading.</summary>
public sealed class RepositoryWatch : IDisposable
{
    private readonly RepositoryListing _listing;

    internal RepositoryWatch(RepositoryListing listing, Action changed) => (_listing, Changed) = (listing, changed);

    public RepositorySnapshot Snapshot => _listing.Snapshot;

    public bool IsReading => _listing.IsReading;

    internal Action Changed { get; }

    /// <summary>Reads the list again, unless that is under way.</summary>
    public void Refresh(Secret token) => _listing.Refresh(token);

    public void Dispose() => _listing.Leave(this);
}
