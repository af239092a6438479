using System.Buffers.Binary;

namespace AzureDevOpsEmulator.Git.Seed;

/// <summary>A realistic history by a team of three. The same ID, name and branches give the same objects.</summary>
internal static class SeededRepository
{
    private const int StepsBeforeRelease = 5;

    /// <param name="branches">Short names, the default branch first; none for an empty repository.</param>
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

    public SeededHistory BranchAt(int commits)
    {
        var branch = new SeededHistory(objects, calendar);
        branch._commits.AddRange(_commits.Take(commits));
        return branch;
    }
}

/// <summary>The same numbers on every platform and release, which System.Random doesn't guarantee: SplitMix64 by Steele, Lea and Flood.</summary>
internal sealed class SeededRandom(string seed)
{
    private ulong _state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    public int Next(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }

    public int NextInRange(int first, int last) => first + Next(last - first + 1);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];
}

/// <summary>Authors and times of commits: some days apart, on working days, in the author's time zone.</summary>
internal sealed class SeedCalendar(SeededRandom choices)
{
    private static readonly (string Name, string Email, double UtcOffset)[] People =
    [
        ("Amelie Brandt", "amelie.brandt@spacetech.example", 1),
        ("Jonas Keller", "jonas.keller@spacetech.example", 1),
        ("Zoë Fischer", "zoe.fischer@spacetech.example", 1),
        ("Priya Nair", "priya.nair@spacetech.example", 5.5),
        ("Marcus O'Neill", "marcus.oneill@spacetech.example", 0),
        ("Łukasz Wójcik", "lukasz.wojcik@spacetech.example", 1),
        ("Grace Chen", "grace.chen@spacetech.example", -8),
    ];

    private readonly int _team = choices.Next(People.Length);
    private DateTime _day = new DateTime(2023, 1, 9, 0, 0, 0, DateTimeKind.Unspecified).AddDays(choices.Next(500));

    public GitSignature Next()
    {
        _day = _day.AddDays(choices.NextInRange(1, 9));
        while (_day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) _day = _day.AddDays(1);
        var (name, email, utcOffset) = People[(_team + choices.Next(3)) % People.Length];
        var clock = new TimeSpan(choices.NextInRange(8, 17), choices.Next(60), choices.Next(60));
        return new(name, email, new DateTimeOffset(_day + clock, TimeSpan.FromHours(utcOffset)));
    }
}
