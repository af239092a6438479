namespace AzureDevOpsEmulator.Git.Seed;

/// <summary>
/// Creates a repository with a realistic history: three to ten commits by a team of three, other branches, an annotated tag after the first
/// release. The same ID, name and branches give the same objects.
/// </summary>
internal static class SeededRepository
{
    private const int StepsBeforeRelease = 5;

    /// <param name="branches">Short names, the default branch first; none for an empty repository.</param>
    /// <exception cref="ArgumentException">Git doesn't allow the name of a branch.</exception>
    public static GitRepository Create(Guid id, string name, IReadOnlyList<string> branches)
    {
        var repository = new GitRepository(GitRefName.Branches + (branches.Count > 0 ? branches[0] : "main"));
        if (branches.Count == 0) return repository;

        var choices = new SeededRandom($"{id:D} {name}");
        var steps = choices.Pick(SeedProjects.Kinds)(SeedNames.Of(name));
        var count = choices.NextInRange(SeedProjects.MinSteps, steps.Count);
        var history = new SeededHistory(repository.Objects, new SeedCalendar(choices));
        history.Commit(steps.Take(count));
        SetRef(repository, repository.DefaultBranch, history.Tip);
        if (count >= StepsBeforeRelease) Release(repository, history.Commits[StepsBeforeRelease - 1]);

        foreach (var branch in branches.Skip(1).Distinct(StringComparer.Ordinal))
        {
            var side = history.BranchAt(choices.NextInRange(1, count));
            side.Commit(BranchSteps(branch, choices.Next(3)));
            SetRef(repository, GitRefName.Branches + branch, side.Tip);
        }

        return repository;
    }

    private static IEnumerable<SeedStep> BranchSteps(string branch, int count) => Enumerable.Range(1, count).Select(step => new SeedStep(
        step == 1 ? $"Begin {branch}" : $"Continue {branch}",
        ($"docs/{branch}.md", string.Concat(Enumerable.Range(1, step).Select(number => $"Step {number} of {branch}.\n")))));

    private static void Release(GitRepository repository, ObjectId commit)
    {
        var tagger = repository.Objects.GetCommit(commit).Author;
        var tag = new GitTag(commit, GitObjectKind.Commit, "v0.1.0", tagger with { When = tagger.When.AddHours(1) }, "First release");
        SetRef(repository, GitRefName.Tags + tag.Name, repository.Objects.Put(tag.ToObject()));
    }

    private static void SetRef(GitRepository repository, string name, ObjectId target) =>
        repository.Refs.TryUpdate(name, expected: default, target);
}

internal sealed class SeededHistory(GitObjectStore objects, SeedCalendar calendar)
{
    private readonly List<ObjectId> _commits = [];

    public IReadOnlyList<ObjectId> Commits => _commits;

    public ObjectId Tip => _commits[^1];

    public void Commit(IEnumerable<SeedStep> steps)
    {
        foreach (var step in steps)
        {
            var files = FileTree.ReadCommit(objects, _commits.Count == 0 ? default : Tip);
            foreach (var (path, text) in step.Files) files[path] = new(objects.PutText(text));
            var author = calendar.Next();
            var commit = new GitCommit(FileTree.Write(objects, files), [.. _commits.TakeLast(1)], author, author, step.Message);
            _commits.Add(objects.Put(commit.ToObject()));
        }
    }

    /// <summary>A history that shares the first commits.</summary>
    public SeededHistory BranchAt(int commits)
    {
        var branch = new SeededHistory(objects, calendar);
        branch._commits.AddRange(_commits.Take(commits));
        return branch;
    }
}
