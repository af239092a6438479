using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.Git.Seed;

/// <summary>A line of commits that grows step by step.</summary>
internal sealed class SeededHistory(IGitObjectStore objects, SeedCalendar calendar)
{
    private readonly List<ObjectId> _commits = [];

    public IReadOnlyList<ObjectId> Commits => _commits;

    public ObjectId Tip => _commits[^1];

    public void Commit(IEnumerable<SeedStep> steps)
    {
        foreach (var step in steps)
        {
            var files = _commits.Count == 0
                ? new(StringComparer.Ordinal)
                : FileTree.Read(objects, objects.GetCommit(Tip).Tree);
            foreach (var (path, text) in step.Files) files[path] = new(objects.PutText(text));
            var author = calendar.Next();
            var commit = new GitCommit(FileTree.Write(objects, files), [.. _commits.TakeLast(1)], author, author, step.Message);
            _commits.Add(objects.Put(commit.ToObject()));
        }
    }

    /// <summary>Another line that shares this one's first commits.</summary>
    public SeededHistory BranchAt(int commits)
    {
        var branch = new SeededHistory(objects, calendar);
        branch._commits.AddRange(_commits.Take(commits));
        return branch;
    }
}
