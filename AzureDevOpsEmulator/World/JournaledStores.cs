using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.World;

/// <summary>A store of objects that tells of each new one.</summary>
internal sealed class JournaledObjects(IGitObjectStore inner, Action<GitObject> keep) : IGitObjectStore
{
    /// <inheritdoc/>
    public GitObject? Find(ObjectId id) => inner.Find(id);

    /// <inheritdoc/>
    public void Add(GitObject value)
    {
        if (inner.Find(value.Id) is not null)
            return;

        inner.Add(value);
        keep(value);
    }
}

/// <summary>A store of refs that tells of each change.</summary>
internal sealed class JournaledRefs(IGitRefStore inner, Action<string, ObjectId> keep) : IGitRefStore
{
    /// <inheritdoc/>
    public IReadOnlyList<GitRef> List() => inner.List();

    /// <inheritdoc/>
    public bool TryUpdate(string name, ObjectId expected, ObjectId value)
    {
        if (!inner.TryUpdate(name, expected, value))
            return false;

        keep(name, value);
        return true;
    }
}
