using System.Collections.Concurrent;

namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>Where a repository's objects rest. Objects never change and are never removed. Implementations are thread-safe.</summary>
public interface IGitObjectStore
{
    /// <summary>The object, or null if it is not here.</summary>
    GitObject? Find(ObjectId id);

    /// <summary>Adding what is here already does nothing.</summary>
    void Add(GitObject value);
}

/// <summary>Objects in memory.</summary>
public sealed class GitObjectStore : IGitObjectStore
{
    private readonly ConcurrentDictionary<ObjectId, GitObject> _objects = new();

    /// <inheritdoc/>
    public GitObject? Find(ObjectId id) => _objects.GetValueOrDefault(id);

    /// <inheritdoc/>
    public void Add(GitObject value) => _objects.TryAdd(value.Id, value);
}
