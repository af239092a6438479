using System.Collections.Concurrent;

namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>A repository's objects, in memory. Objects never change and are never removed. Thread-safe.</summary>
internal sealed class GitObjectStore
{
    private readonly ConcurrentDictionary<ObjectId, GitObject> _objects = new();

    public Action<GitObject>? Added { get; set; }

    public GitObject? Find(ObjectId id) => _objects.GetValueOrDefault(id);

    public GitObject Get(ObjectId id) => Find(id) ?? throw new InvalidDataException($"The repository lacks object {id}.");

    public GitCommit GetCommit(ObjectId id) => GitCommit.From(Get(id));

    public GitObject Peel(ObjectId id)
    {
        var value = Get(id);
        while (value.Kind == GitObjectKind.Tag) value = Get(GitTag.TargetOf(value));
        return value;
    }

    public ObjectId Put(GitObject value)
    {
        if (_objects.TryAdd(value.Id, value))
            Added?.Invoke(value);
        return value.Id;
    }

    public void PutAll(GitObjectStore other)
    {
        foreach (var value in other._objects.Values)
            Put(value);
    }

    public ObjectId PutText(string text) => Put(GitObject.Text(GitObjectKind.Blob, text));

    /// <summary>All commits that the tips reach, breadth first. The parents of commits in <paramref name="cut"/> are left out.</summary>
    public IEnumerable<(ObjectId Id, GitCommit Commit)> Walk(IEnumerable<ObjectId> tips, IReadOnlySet<ObjectId>? cut = null)
    {
        var seen = new HashSet<ObjectId>();
        var due = new Queue<ObjectId>(tips.Where(seen.Add));
        while (due.TryDequeue(out var id))
        {
            var commit = GetCommit(id);
            yield return (id, commit);
            if (cut?.Contains(id) == true) continue;
            foreach (var parent in commit.Parents.Where(seen.Add)) due.Enqueue(parent);
        }
    }
}
