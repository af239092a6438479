using System.Diagnostics.CodeAnalysis;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>
/// The list of one source: what is shown of it, who watches it, and the one reading that may be under way. While a complete list is read anew
/// it stays in view until the new one is there.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without timer or wait handle holds nothing to release, and a reading may end while it is being cancelled.")]
internal sealed class RepositoryListing(RepositorySource source, RepositoryReader reader, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly List<RepositoryWatch> _watches = [];
    private CancellationTokenSource? _reading;
    private Task _lastRead = Task.CompletedTask;

    public RepositorySource Source => source;

    public RepositorySnapshot Snapshot { get; private set; } = RepositorySnapshot.Empty;

    /// <summary>When somebody came or left last.</summary>
    public DateTimeOffset UsedAt { get; private set; } = time.GetUtcNow();

    public bool IsReading
    {
        get
        {
            lock (_gate)
            {
                return _reading is not null;
            }
        }
    }

    public bool IsWatched
    {
        get
        {
            lock (_gate)
            {
                return _watches.Count > 0;
            }
        }
    }

    /// <summary>Lets somebody watch, and reads the list if there is none, a broken one or an old one.</summary>
    public RepositoryWatch Join(Secret token, Action changed)
    {
        lock (_gate)
        {
            var watch = new RepositoryWatch(this, changed);
            _watches.Add(watch);
            UsedAt = time.GetUtcNow();
            if (!Snapshot.IsComplete || Snapshot.Problem is not null || UsedAt - Snapshot.ListedAt > FreshFor)
                StartReading(token);

            return watch;
        }
    }

    /// <summary>The last one to leave ends the reading.</summary>
    public void Leave(RepositoryWatch watch)
    {
        lock (_gate)
        {
            _watches.Remove(watch);
            UsedAt = time.GetUtcNow();
            if (_watches.Count == 0)
            {
                _ = _reading?.CancelAsync();
                _reading = null;
            }
        }
    }

    /// <summary>Reads anew, unless that is under way.</summary>
    public void Refresh(Secret token)
    {
        lock (_gate)
        {
            StartReading(token);
        }

        Notify();
    }

    private void StartReading(Secret token)
    {
        if (_reading is null)
        {
            _reading = new CancellationTokenSource();
            var (reading, before) = (_reading, _lastRead);
            _lastRead = Task.Run(() => ReadAsync(token, before, reading), CancellationToken.None);
        }
    }

    private async Task ReadAsync(Secret token, Task before, CancellationTokenSource reading)
    {
        await before;
        RepositorySnapshot? last = null;
        try
        {
            last = await reader.ReadAsync(source, token, snapshot => Show(snapshot, reading, isLast: false), reading.Token);
            RepositoriesLog.Listed(logger, source.Target.Url, last.Count, last.IsComplete);
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            RepositoriesLog.Abandoned(logger, source.Target.Url);
        }
        catch (Exception exception)
        {
            // Nobody awaits this task: a bug must neither vanish nor leave people before a list that never ends.
            RepositoriesLog.Failed(logger, exception, source.Target.Url);
            last = Snapshot.With(isComplete: false, new Problem(ProblemCode.UnexpectedAnswer), Snapshot.ListedAt, Snapshot.BareProjects);
        }

        Show(last ?? Snapshot, reading, isLast: true);
    }

    private void Show(RepositorySnapshot snapshot, CancellationTokenSource reading, bool isLast)
    {
        lock (_gate)
        {
            if (_reading != reading)
                return;

            Snapshot = Newest(snapshot);
            _reading = isLast ? null : reading;
        }

        Notify();
    }

    /// <summary>A complete list gives way to another complete one only; of one that failed it takes the problem.</summary>
    private RepositorySnapshot Newest(RepositorySnapshot read) =>
        !Snapshot.IsComplete || read.IsComplete ? read
        : read.Problem is null ? Snapshot
        : Snapshot.With(isComplete: true, read.Problem, Snapshot.ListedAt, Snapshot.BareProjects);

    private void Notify()
    {
        RepositoryWatch[] watches;
        lock (_gate)
        {
            watches = [.. _watches];
        }

        foreach (var watch in watches)
            watch.Changed();
    }
}
