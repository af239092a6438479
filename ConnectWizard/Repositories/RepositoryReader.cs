using System.Collections.Concurrent;
using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.Repositories;

/// <summary>Reads all repositories that a token sees in a collection, and the reason for each project that has none.</summary>
/// <param name="hasRoom">Told how many bytes the reading keeps; false when there is no room for them.</param>
internal sealed class RepositoryReader(IRepositoryGateway gateway, TimeProvider time, int maxRows = RepositoryTable.MaxRows, Func<long, bool>? hasRoom = null)
{
    /// <summary>The objects of a project without repositories.</summary>
    private const int ProjectBytes = 150;

    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>A snapshot costs as much as it has rows: with twice as many, half as many are made.</summary>
    private const int RowsOfMinInterval = 10_000;

    /// <summary>As many rows as fill a screen are shown as soon as they are there.</summary>
    private const int FirstScreenSize = 50;

    /// <summary>Each project costs a request: a collection full of TFVC must not keep the others waiting for minutes.</summary>
    private const int MaxExplained = 50;

    /// <param name="publish">Given a snapshot with the first rows, and at most ten times a second from then on, less often the longer the list is.</param>
    public async Task<RepositorySnapshot> ReadAsync(RepositorySource source, Secret token, Action<RepositorySnapshot> publish, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var table = new RepositoryTable(maxRows);
        var room = new Room(hasRoom);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listingProjects = ListProjectsAsync(room, source.Target, token, cancellation.Token);
        try
        {
            var problem = await ListRepositoriesAsync(table, room, source.Target, token, Publish, cancellation.Token);
            if (problem is not null)
                return table.Snapshot().With(isComplete: false, problem, startedAt, []);
            var (projects, projectsProblem) = await listingProjects;
            var empty = projects.DistinctBy(project => project.Id).Where(project => !table.HasProject(project.Id));
            var explained = await ExplainAsync(empty, source.Target, token, cancellation.Token);
            return table.Snapshot(isLast: true, isComplete: true).With(isComplete: true, projectsProblem, startedAt, explained);
        }
        finally
        {
            await cancellation.CancelAsync();
            await ((Task)listingProjects).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void Publish() => publish(table.Snapshot().With(isComplete: false, problem: null, startedAt, []));
    }

    private async Task<Problem?> ListRepositoriesAsync(
        RepositoryTable table, Room room, ServerTarget target, Secret token, Action publish, CancellationToken cancellationToken)
    {
        var (published, publishedAt) = (0, time.GetTimestamp() - time.TimestampFrequency);
        await using var batches = gateway.ListRepositoryBatchesAsync(target, token, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = batches.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                if (!batches.Current.Succeeded)
                    return batches.Current.Problem;
                foreach (var repository in batches.Current.Value)
                {
                    if (table.IsFull)
                        return TooLarge(table, target);
                    table.Add(repository);
                }

                if (!room.HasRowsOf(table.ByteCount))
                    return new Problem(ProblemCode.ListingsFull);
                next = batches.MoveNextAsync().AsTask();
                if (table.Count > published && await IsDueAsync())
                {
                    (published, publishedAt) = (table.Count, time.GetTimestamp());
                    publish();
                }
            }

            return null;
        }
        finally
        {
            // An enumerator that still moves must not be disposed of.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Rows that have arrived are shown even when the next one keeps us waiting. A timer may fire a little early: it still counts.
        async Task<bool> IsDueAsync()
        {
            var left = (MinInterval * Math.Max(1, table.Count / RowsOfMinInterval)) - time.GetElapsedTime(publishedAt);
            if (left <= TimeSpan.Zero || (published < FirstScreenSize && table.Count >= FirstScreenSize))
                return true;
            return !next.IsCompleted && await Task.WhenAny(next, Task.Delay(left, time, cancellationToken)) != next;
        }
    }

    private static Problem TooLarge(RepositoryTable table, ServerTarget target) => new Problem(ProblemCode.AnswerTooLarge)
        .With(ProblemText.Variant, "repositories")
        .With("host", target.Address.Host)
        .With("limit", table.Count.ToString(CultureInfo.InvariantCulture));

    private async Task<(IReadOnlyList<ListedProject> Projects, Problem? Problem)> ListProjectsAsync(
        Room room, ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        var (projects, bytes) = (new List<ListedProject>(), 0L);
        await foreach (var project in gateway.ListProjectsAsync(target, token, cancellationToken))
        {
            if (!project.Succeeded)
                return (projects, project.Problem);
            var listed = new ListedProject(project.Value.Id, project.Value.Name);
            projects.Add(listed);
            bytes += ProjectBytes + listed.ByteCount;
            if (!room.HasProjectsOf(bytes))
                return ([], new Problem(ProblemCode.ListingsFull));
        }

        return (projects, null);
    }

    /// <returns>All of <paramref name="projects"/> by name; those that were not asked with <see cref="ProjectWithoutRepositoriesReason.Unknown"/>.</returns>
    private async Task<IReadOnlyList<ProjectWithoutRepositories>> ExplainAsync(
        IEnumerable<ListedProject> projects, ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        var sorted = projects.OrderBy(project => project.Folded, StringComparer.Ordinal).ToList();
        var reasons = new ConcurrentDictionary<Guid, ProjectWithoutRepositoriesReason>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = OutboundHttp.ConnectionsPerHost, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(sorted.Take(MaxExplained), options, async (project, cancellation) =>
            reasons[project.Id] = ReasonFor(await gateway.FindProjectAsync(target, token, project.Id.ToString("D"), cancellation)));
        return [.. sorted.Select(project => new ProjectWithoutRepositories(project, reasons.GetValueOrDefault(project.Id)))];
    }

    private static ProjectWithoutRepositoriesReason ReasonFor(Result<ProjectDetails> found) => found switch
    {
        { Succeeded: true, Value: { UsesTfvc: true, UsesGit: false } } => ProjectWithoutRepositoriesReason.TfvcOnly,
        { Succeeded: true } => ProjectWithoutRepositoriesReason.NoneVisible,
        { Problem.Code: ProblemCode.PermissionMissing or ProblemCode.ScopeMissing or ProblemCode.TokenRefused } => ProjectWithoutRepositoriesReason.NotReadable,
        _ => ProjectWithoutRepositoriesReason.Unknown,
    };

    /// <summary>What the two listings of a reading keep together.</summary>
    private sealed class Room(Func<long, bool>? hasRoom)
    {
        private long _rows;
        private long _projects;

        public bool HasRowsOf(long bytes)
        {
            Volatile.Write(ref _rows, bytes);
            return HasAll();
        }

        public bool HasProjectsOf(long bytes)
        {
            Volatile.Write(ref _projects, bytes);
            return HasAll();
        }

        private bool HasAll() => hasRoom?.Invoke(Volatile.Read(ref _rows) + Volatile.Read(ref _projects)) ?? true;
    }
}
