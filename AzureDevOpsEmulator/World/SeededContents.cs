using System.Collections.Concurrent;
using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Seed;

namespace AzureDevOpsEmulator.World;

/// <summary>Makes a repository's content when it is first asked for: most repositories are only ever listed. Thread-safe.</summary>
internal sealed class SeededContents : IRepositoryContents
{
    private readonly ConcurrentDictionary<Guid, Lazy<IGitRepository>> _made = new();

    public IGitRepository Of(Repository repository) => _made.GetOrAdd(
        repository.Id,
        static (_, seed) => new Lazy<IGitRepository>(() => Create(seed)),
        repository).Value;

    private static GitRepository Create(Repository seed) =>
        SeededRepository.Create(seed.Id, seed.Name, [.. seed.Branches.Select(branch => branch.Name)]);
}
