namespace ConnectWizard.Repositories;

/// <summary>
/// Searches a snapshot: each word must occur in the name of the repository or of its project. What is meant more likely comes first: a name
/// that is the search, then whole words, starts of words, and the rest; projects stay together, the best match deciding their place.
/// </summary>
public static class RepositoryFilter
{
    /// <summary>Searches off the caller's thread.</summary>
    /// <param name="snapshot">Where.</param>
    /// <param name="text">As typed; nothing but blanks finds everything.</param>
    /// <param name="cancellationToken">Ends the search within a block of 1,024 rows; it then throws <see cref="OperationCanceledException"/>.</param>
    public static Task<RepositoryMatches> ApplyAsync(RepositorySnapshot snapshot, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Task.Run(() => Apply(snapshot, text, cancellationToken), cancellationToken);
    }

    internal static RepositoryMatches Apply(RepositorySnapshot snapshot, string text, CancellationToken cancellationToken)
    {
        var words = SearchText.Words(text);
        if (words.Length == 0)
            return snapshot.All;

        var query = new RepositoryQuery(words, snapshot.Projects);
        var scores = new byte[snapshot.Count];
        var row = 0;
        foreach (var block in snapshot.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var index = 0; index < block.Count; index++)
                scores[row++] = query.Score(block, index);
        }

        return Arrange(snapshot, scores, words);
    }

    private static RepositoryMatches Arrange(RepositorySnapshot snapshot, byte[] scores, string[] words)
    {
        var found = Array.FindAll(snapshot.Order, row => scores[row] != RepositoryQuery.NoMatch);
        var best = new byte[snapshot.Projects.Length];
        Array.Fill(best, RepositoryQuery.NoMatch);
        foreach (var row in found)
        {
            var project = snapshot.ProjectAt(row);
            best[project] = Math.Min(best[project], scores[row]);
        }

        // Rows come in the order of projects and names, and sorting by LINQ is stable: only what ranks better moves, with its project.
        var groups = new List<RowGroup>();
        var rows = new List<int>(found.Length);
        foreach (var group in found.GroupBy(snapshot.ProjectAt).OrderBy(group => best[group.Key]))
        {
            groups.Add(new RowGroup(group.Key, rows.Count));
            rows.AddRange(group.OrderBy(row => scores[row]));
        }

        return new RepositoryMatches(snapshot, [.. rows], [.. groups], FindBare(snapshot, words));
    }

    private static int[] FindBare(RepositorySnapshot snapshot, string[] words) =>
        [.. Enumerable.Range(0, snapshot.BareProjects.Count).Where(bare => words.All(word => snapshot.BareProjects[bare].Project.Folded.Contains(word, StringComparison.Ordinal)))];
}
