using System.Collections.Concurrent;

namespace AzureDevOpsEmulator.World;

/// <summary>
/// The content of repositories: a seeded history, created on first use because most repositories are only listed, and everything pushed
/// since. Thread-safe.
/// </summary>
internal sealed class RepositoryContents
{
    private const string DefaultBranchKind = "default-branch";
    private readonly Journal _journal;
    private readonly ILookup<Guid, StoredObject> _objects;
    private readonly ILookup<Guid, StoredRef> _refs;
    private readonly ConcurrentDictionary<Guid, string> _defaultBranches;
    private readonly ConcurrentDictionary<Guid, long> _addedBytes;
    private readonly ConcurrentDictionary<Guid, string> _projectStates = new();
    private readonly ConcurrentDictionary<Guid, Lazy<GitRepository>> _created = new();

    public RepositoryContents(Journal journal)
    {
        _journal = journal;
        _objects = journal.All<StoredObject>(StoredObject.Kind).ToLookup(stored => stored.Repository);
        _refs = journal.All<StoredRef>(StoredRef.Kind).ToLookup(stored => stored.Repository);
        _defaultBranches = new(journal.All<StoredRef>(DefaultBranchKind).ToDictionary(stored => stored.Repository, stored => stored.Name));
        _addedBytes = new(_objects.ToDictionary(group => group.Key, group => group.Sum(stored => (long)stored.Content.Length)));
    }

    public GitRepository Of(Repository repository) =>
        _created.GetOrAdd(repository.Id, _ => new Lazy<GitRepository>(() => Create(repository))).Value;

    /// <summary>The full name; null for an empty repository.</summary>
    public string? DefaultBranchOf(Repository repository) => repository.Branches is [var first, ..]
        ? GitRefName.Branches + first
        : _defaultBranches.GetValueOrDefault(repository.Id);

    /// <summary>For a repository that had none.</summary>
    public void SetDefaultBranch(Repository repository, string name)
    {
        _defaultBranches[repository.Id] = name;
        Of(repository).DefaultBranch = name;
        _journal.Put(DefaultBranchKind, repository.Id.ToString(), new StoredRef(repository.Id, name, ""));
    }

    /// <summary>As on the wire.</summary>
    public string StateOf(TeamProject project) => _projectStates.GetValueOrDefault(project.Id, project.State);

    /// <summary>A restart restores the initial state.</summary>
    public void SetState(TeamProject project, string state) => _projectStates[project.Id] = state;

    public bool IsWellFormed(TeamProject project) => StateOf(project) == TeamProject.WellFormed;

    /// <summary>In bytes.</summary>
    public long SizeOf(Repository repository) => repository.Size + _addedBytes.GetValueOrDefault(repository.Id);

    private GitRepository Create(Repository seed)
    {
        var origin = seed.Parent ?? seed; // A fork has its parent's history.
        var repository = SeededRepository.Create(origin.Id, origin.Name, seed.Branches);
        repository.DefaultBranch = _defaultBranches.GetValueOrDefault(seed.Id, repository.DefaultBranch);
        foreach (var stored in _objects[seed.Id])
            repository.Objects.Put(stored.ToObject());
        foreach (var stored in _refs[seed.Id])
            repository.Refs.TryUpdate(stored.Name, repository.Refs.TargetOf(stored.Name), ObjectId.Parse(stored.Target));
        repository.Objects.Added = added => Save(seed.Id, added);
        repository.Refs.Updated = updated =>
            _journal.Put(StoredRef.Kind, $"{seed.Id}/{updated.Name}", new StoredRef(seed.Id, updated.Name, updated.Target.ToString()));
        return repository;
    }

    private void Save(Guid repository, GitObject added)
    {
        _addedBytes.AddOrUpdate(repository, added.Content.Length, (_, before) => before + added.Content.Length);
        _journal.Put(StoredObject.Kind, $"{repository}/{added.Id}", new StoredObject(repository, added.Kind, added.Content.ToArray()));
    }

    private sealed record StoredObject(Guid Repository, GitObjectKind ObjectKind, byte[] Content)
    {
        public const string Kind = "object";

        public GitObject ToObject() => GitObject.Create(ObjectKind, Content);
    }

    /// <summary>A target of zeros stands for a deleted ref.</summary>
    private sealed record StoredRef(Guid Repository, string Name, string Target)
    {
        public const string Kind = "ref";
    }
}
