using System.Collections.Immutable;
using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.Git;

/// <summary>A full name, as <c>refs/heads/main</c>, and what it points to.</summary>
public sealed record GitRef(string Name, ObjectId Target);

/// <summary>A repository's refs. Implementations are thread-safe.</summary>
public interface IGitRefStore
{
    /// <summary>All refs as of one moment, sorted by the code units of their names.</summary>
    IReadOnlyList<GitRef> List();

    /// <summary>
    /// Moves a ref if it still points where the caller thinks. Zeros stand for "no such ref": as the expected value to create one, as the
    /// new value to delete it. False if another was faster.
    /// </summary>
    /// <exception cref="ArgumentException">The name is not one that Git allows below <c>refs/</c>.</exception>
    bool TryUpdate(string name, ObjectId expected, ObjectId value);
}

/// <summary>Refs in memory.</summary>
public sealed class GitRefStore : IGitRefStore
{
    private readonly Lock _gate = new();
    private ImmutableSortedDictionary<string, ObjectId> _refs = ImmutableSortedDictionary.Create<string, ObjectId>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<GitRef> List() => [.. Volatile.Read(ref _refs).Select(entry => new GitRef(entry.Key, entry.Value))];

    /// <inheritdoc/>
    public bool TryUpdate(string name, ObjectId expected, ObjectId value)
    {
        if (!GitRefName.IsValid(name)) throw new ArgumentException($"'{name}' is not the name of a ref.", nameof(name));
        lock (_gate)
        {
            if (_refs.GetValueOrDefault(name) != expected) return false;
            Volatile.Write(ref _refs, value.IsZero ? _refs.Remove(name) : _refs.SetItem(name, value));
            return true;
        }
    }
}
