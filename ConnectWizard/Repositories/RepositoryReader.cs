using System.Globalization;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>Reads all repositories that a token sees in a collection, and the reason for each project that has none.</summary>
internal sealed class RepositoryReader(IRepositoryGateway gateway, TimeProvider time, int maxRows = RepositoryTable.MaxRows)
{
    /// <summary>People see ten changes a second as a flow; more would only cost.</summary>
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>As many rows as fill a screen are shown as soon as they are there.</summary>
    private const int FirstScreenSize = 50;

    /// <summary>Reads to the end, or to a problem.</summary>
    /// <param name="token">The credential of <paramref name="source"/>; not kept.</param>
    /// <param name="publish">Given a snapshot with the first rows, and at most ten times a second from then on.</param>
    /// <param name="cancellationToken">Ends the reading; it then throws <see cref="OperationCanceledException"/>.</param>
    public async Task<RepositorySnapshot> ReadAsync(RepositorySource source, Secret token, Action<RepositorySnapshot> publish, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var table = new RepositoryTable(maxRows);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listingProjects = ListProjectsAsync(source.Target, token, cancellation.Token);
        try
        {
            var problem = await ListRepositoriesAsync(table, source.Target, token, Publish, cancellation.Token);
            if (problem is not null)
                return table.Snapshot(isLast: true).With(isComplete: false, problem, startedAt, []);
            var (projects, projectsProblem) = await listingProjects;
            var bare = projects.DistinctBy(project => project.Id).Where(project => !table.HasProject(project.Id)).Select(project => new ListedProject(project.Id, project.Name));
            var explained = await new ProjectWithoutRepositoriesInquiry(gateway).ExplainAsync([.. bare], source.Target, token, cancellation.Token);
            return table.Snapshot(isLast: true).With(isComplete: true, projectsProblem, startedAt, explained);
        }
        finally
        {
            await cancellation.CancelAsync();
            await listingProjects.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        void Publish() => publish(table.Snapshot().With(isComplete: false, problem: null, startedAt, []));
    }

    private async Task<Problem?> ListRepositoriesAsync(RepositoryTable table, ServerTarget target, Secret token, Action publish, CancellationToken cancellationToken)
    {
        var (published, publishedAt) = (0, time.GetTimestamp() - time.TimestampFrequency);
        await using var batches = new PrefetchingReader<Result<IReadOnlyList<Repository>>>(
            cancellation => gateway.ListRepositoryBatchesAsync(target, token, cancellation), cancellationToken);
        while (await batches.Next)
        {
            var batch = batches.Take();
            if (!batch.Succeeded)
                return batch.Problem;
            foreach (var repository in batch.Value)
            {
                if (table.IsFull)
                    return TooLarge(table, target);
                table.Add(repository);
            }

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

    private static Problem TooLarge(RepositoryTable table, ServerTarget target) => new Problem(ProblemCode.AnswerTooLarge)
        .With(ProblemText.Variant, "repositories")
        .With("host", target.Address.Host)
        .With("limit", table.Count.ToString(CultureInfo.InvariantCulture));

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
