using System.Collections.Concurrent;
using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.Git.Seed;
using AzureDevOpsEmulator.State;

namespace AzureDevOpsEmulator.World;

/// <summary>
/// The repositories' content: a seeded history, made when it is first asked for since most repositories are only ever listed, and what was
/// pushed since, which the journal keeps. Thread-safe.
/// </summary>
internal sealed class LivingContents : IRepositoryContents
{
    private const string DefaultBranchKind = "default-branch";

    private readonly Journal _journal;
    private readonly ILookup<Guid, StoredObject> _objects;
    private readonly ILookup<Guid, StoredRef> _refs;
    private readonly ConcurrentDictionary<Guid, string> _defaultBranches;
    private readonly ConcurrentDictionary<Guid, long> _added;
    private readonly ConcurrentDictionary<Guid, Lazy<IGitRepository>> _made = new();

    public LivingContents(Journal journal)
    {
        _journal = journal;
        _objects = journal.All<StoredObject>(StoredObject.Kind).ToLookup(stored => stored.Repository);
        _refs = journal.All<StoredRef>(StoredRef.Kind).ToLookup(stored => stored.Repository);
        _defaultBranches = new(journal.All<StoredRef>(DefaultBranchKind).ToDictionary(stored => stored.Repository, stored => stored.Name));
        _added = new(_objects.ToDictionary(group => group.Key, group => group.Sum(stored => (long)stored.Content.Length)));
    }

    /// <inheritdoc/>
    public IGitRepository Of(Repository repository) =>
        _made.GetOrAdd(repository.Id, _ => new Lazy<IGitRepository>(() => Create(repository))).Value;

    /// <inheritdoc/>
    public string? DefaultBranchOf(Repository repository) =>
        repository.DefaultBranch?.RefName ?? _defaultBranches.GetValueOrDefault(repository.Id);

    /// <inheritdoc/>
    public void SetDefaultBranch(Repository repository, string name)
    {
        _defaultBranches[repository.Id] = name;
        if (Of(repository) is GitRepository content)
            content.DefaultBranch = name;
        _journal.Put(DefaultBranchKind, repository.Id.ToString(), new StoredRef(repository.Id, name, ""));
    }

    /// <inheritdoc/>
    public long SizeOf(Repository repository) => repository.Size + _added.GetValueOrDefault(repository.Id);

    private GitRepository Create(Repository seed)
    {
        var seeded = SeededRepository.Create(seed.Id, seed.Name, [.. seed.Branches.Select(branch => branch.Name)]);
        foreach (var stored in _objects[seed.Id])
            seeded.Objects.Add(stored.ToObject());
        foreach (var stored in _refs[seed.Id])
            seeded.Refs.TryUpdate(stored.Name, seeded.Refs.TargetOf(stored.Name), ObjectId.Parse(stored.Target));

        return new GitRepository(
            _defaultBranches.GetValueOrDefault(seed.Id, seeded.DefaultBranch),
            new JournaledObjects(seeded.Objects, stored => Keep(seed.Id, stored)),
            new JournaledRefs(seeded.Refs, (name, target) => Keep(new StoredRef(seed.Id, name, target.ToString()))));
    }

    private void Keep(Guid repository, GitObject added)
    {
        _added.AddOrUpdate(repository, added.Content.Length, (_, before) => before + added.Content.Length);
        _journal.Put(StoredObject.Kind, $"{repository}/{added.Id}", new StoredObject(repository, added.Kind, added.Content.ToArray()));
    }

    private void Keep(StoredRef changed) => _journal.Put(StoredRef.Kind, $"{changed.Repository}/{changed.Name}", changed);

    private sealed record StoredObject(Guid Repository, GitObjectKind ObjectKind, byte[] Content)
    {
        public const string Kind = "object";

        public GitObject ToObject() => GitObject.Create(ObjectKind, Content);
    }

    /// <summary>Zeros as the target stand for a ref that was deleted.</summary>
    private sealed record StoredRef(Guid Repository, string Name, string Target)
    {
        public const string Kind = "ref";
    }
}
