namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>Walks from commits to their parents.</summary>
public static class CommitWalk
{
    /// <summary>
    /// Each reachable commit once, the given ones included, breadth first. It does not look behind the commits in <paramref name="cut"/>.
    /// </summary>
    public static IEnumerable<(ObjectId Id, GitCommit Commit)> From(
        IGitObjectStore objects, IEnumerable<ObjectId> tips, IReadOnlySet<ObjectId>? cut = null)
    {
        var seen = new HashSet<ObjectId>();
        var due = new Queue<ObjectId>(tips.Where(seen.Add));
        while (due.TryDequeue(out var id))
        {
            var commit = objects.GetCommit(id);
            yield return (id, commit);
            if (cut?.Contains(id) == true) continue;
            foreach (var parent in commit.Parents.Where(seen.Add)) due.Enqueue(parent);
        }
    }
}
