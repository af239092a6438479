using System.Collections.Immutable;

namespace AzureDevOpsEmulator.Git;

internal sealed class GitRepository(string defaultBranch)
{
    /// <summary>The full name of the branch that HEAD points to. In an empty repository the branch doesn't exist.</summary>
    public string DefaultBranch { get; set; } = defaultBranch;
    public GitObjectStore Objects { get; } = new();
    public GitRefStore Refs { get; } = new();

    public IEnumerable<GitRef> Branches() => RefsBelow(GitRefName.Branches);

    public GitRef? Branch(string shortName) => Branches().FirstOrDefault(branch => branch.Name == GitRefName.Branches + shortName);

    public IEnumerable<(ObjectId Id, GitCommit Commit)> History(ObjectId tip) => Objects.Walk([tip]);

    public GitCommit? Commit(ObjectId id) =>
        Objects.Walk(Branches().Concat(RefsBelow(GitRefName.PullRequests)).Select(reference => reference.Target))
            .Where(found => found.Id == id).Select(found => found.Commit).FirstOrDefault();

    public IEnumerable<ObjectId> CommitsAhead(ObjectId target, ObjectId source)
    {
        var reached = History(target).Select(found => found.Id).ToHashSet();
        return History(source).Select(found => found.Id).Where(id => !reached.Contains(id));
    }

    private IEnumerable<GitRef> RefsBelow(string prefix) =>
        Refs.List().Where(reference => reference.Name.StartsWith(prefix, StringComparison.Ordinal));
}

internal sealed record GitRef(string Name, ObjectId Target);

internal sealed class GitRefStore
{
    private readonly Lock _gate = new();
    private ImmutableSortedDictionary<string, ObjectId> _refs = ImmutableSortedDictionary.Create<string, ObjectId>(StringComparer.Ordinal);

    public Action<GitRef>? Updated { get; set; }

    /// <summary>A snapshot of all refs, sorted by the code units of their names.</summary>
    public IReadOnlyList<GitRef> List() => [.. Volatile.Read(ref _refs).Select(entry => new GitRef(entry.Key, entry.Value))];

    public ObjectId TargetOf(string name) => Volatile.Read(ref _refs).GetValueOrDefault(name);

    /// <summary>Updates a ref if it has the expected target. Zeros stand for "doesn't exist".</summary>
    public bool TryUpdate(string name, ObjectId expected, ObjectId value)
    {
        if (!GitRefName.IsValid(name)) throw new ArgumentException($"'{name}' is not the name of a ref.", nameof(name));
        lock (_gate)
        {
            if (_refs.GetValueOrDefault(name) != expected) return false;
            Volatile.Write(ref _refs, value.IsZero ? _refs.Remove(name) : _refs.SetItem(name, value));
        }

        Updated?.Invoke(new GitRef(name, value));
        return true;
    }
}

/// <summary>The rules of git-check-ref-format(1) for full names.</summary>
internal static class GitRefName
{
    public const string Branches = "refs/heads/";
    public const string Tags = "refs/tags/";

    /// <summary>Azure DevOps keeps the merge of each open pull request below it as <c>{id}/merge</c>.</summary>
    public const string PullRequests = "refs/pull/";

    public static bool IsValid(string name) =>
        name.StartsWith("refs/", StringComparison.Ordinal)
        && name.Split('/') is { Length: > 2 } parts
        && Array.TrueForAll(parts, IsValidPart)
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.Contains("@{", StringComparison.Ordinal)
        && !name.EndsWith('.')
        && !name.Any(character => character is <= ' ' or '\x7F' or '~' or '^' or ':' or '?' or '*' or '[' or '\\');

    private static bool IsValidPart(string part) =>
        part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal);
}
