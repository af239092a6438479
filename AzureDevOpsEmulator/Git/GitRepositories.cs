using System.Collections.Concurrent;
using AzureDevOpsEmulator.Git.Seed;

namespace AzureDevOpsEmulator.Git;

/// <summary>The repositories of a world, each made when somebody first looks into it: those that nobody does cost nothing.</summary>
public sealed class GitRepositories
{
    private readonly ConcurrentDictionary<Guid, Lazy<GitRepository>> _repositories = new();

    /// <summary>The repository, with a seeded history at first use. No branches make an empty repository.</summary>
    /// <param name="id">Decides the history together with the name.</param>
    /// <param name="name">As people see it.</param>
    /// <param name="branches">Short names (<c>main</c>, <c>release/1.0</c>), the default branch first. Looked at on first use only.</param>
    /// <exception cref="ArgumentException">A branch has a name that Git does not allow.</exception>
    public GitRepository Get(Guid id, string name, IReadOnlyList<string> branches) =>
        _repositories.GetOrAdd(id, _ => new(() => SeededRepository.Create(id, name, branches))).Value;
}
