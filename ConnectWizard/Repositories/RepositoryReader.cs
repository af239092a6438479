using System.Globalization;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>
/// Reads everything that a token sees in a collection, once: repositories as they come off the wire, projects beside them, and the reason for
/// each project that has no repository.
/// </summary>
internal sealed class RepositoryReader(IAzureDevOpsGateway gateway, TimeProvider time, int mostRows = RepositoryTable.MaxRows)
{
    /// <summary>People see ten changes a second as a flow; more would only cost.</summary>
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>As many rows as fill a screen are shown as soon as they are there.</summary>
    private const int FirstScreenSize = 50;

    /// <summary>Reads to the end, or to a problem.</summary>
    /// <param name="source">What to list.</param>
    /// <param name="token">The credential of <paramref name="source"/>; not kept.</param>
    /// <param name="publish">Given a snapshot with the first rows, and at most ten times a second from then on.</param>
    /// <param name="cancellationToken">Ends the reading; it then throws <see cref="OperationCanceledException"/>.</param>
    /// <returns>The last snapshot, complete or with its problem.</returns>
    public async Task<RepositorySnapshot> ReadAsync(RepositorySource source, Secret token, Action<RepositorySnapshot> publish, CancellationToken cancellationToken)
    {
        var begun = time.GetUtcNow();
        var table = new RepositoryTable(mostRows);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listingProjects = ListProjectsAsync(source.Target, token, reading.Token);
        try
        {
            var problem = await ListRepositoriesAsync(table, source.Target, token, Publish, reading.Token);
            if (problem is not null)
                return table.Snapshot().With(isComplete: false, problem, begun, []);

            var (projects, projectsProblem) = await listingProjects;
            var bare = projects.DistinctBy(project => project.Id).Where(project => !table.HasProject(project.Id)).Select(project => new ListedProject(project.Id, project.Name));
            var explained = await new ProjectWithoutRepositoriesInquiry(gateway).ExplainAsync([.. bare], source.Target, token, reading.Token);
            return table.Snapshot().With(isComplete: true, projectsProblem, begun, explained);
        }
        finally
        {
            await reading.CancelAsync();
            await listingProjects.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        void Publish() => publish(table.Snapshot().With(isComplete: false, problem: null, begun, []));
    }

    private async Task<Problem?> ListRepositoriesAsync(RepositoryTable table, ServerTarget target, Secret token, Action publish, CancellationToken cancellationToken)
    {
        var (published, publishedAt) = (0, time.GetTimestamp() - time.TimestampFrequency);
        await using var batches = new PrefetchingReader<Result<RepositoryBatch>>(leaving => gateway.ListRepositoryBatchesAsync(target, token, leaving), cancellationToken);
        while (await batches.Next)
        {
            var batch = batches.Take();
            if (!batch.Succeeded)
                return batch.Problem;

            var hasRoom = table.TryAdd(batch.Value);
            batch.Value.Recycle();
            if (!hasRoom)
                return new Problem(ProblemCode.AnswerTooLarge).With("host", target.Address.Host).With("limit", $"{table.Count.ToString("N0", CultureInfo.CurrentCulture)} repositories");

            if (table.Count > published && await IsDueAsync(batches.Next))
            {
                (published, publishedAt) = (table.Count, time.GetTimestamp());
                publish();
            }
        }

        return null;

        // Rows that have arrived are shown even when the next one keeps us waiting. A timer may fire a little early: it still counts.
        async Task<bool> IsDueAsync(Task next)
        {
            var left = MinInterval - time.GetElapsedTime(publishedAt);
            if (left <= TimeSpan.Zero || (published < FirstScreenSize && table.Count >= FirstScreenSize))
                return true;

            return !next.IsCompleted && await Task.WhenAny(next, Task.Delay(left, time, cancellationToken)) != next;
        }
    }

    private async Task<(IReadOnlyList<Project> Projects, Problem? Problem)> ListProjectsAsync(ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        var projects = new List<Project>();
        await foreach (var project in gateway.ListProjectsAsync(target, token, cancellationToken))
        {
            if (!project.Succeeded)
                return (projects, project.Problem);

            projects.Add(project.Value);
        }

        return (projects, null);
    }
}
