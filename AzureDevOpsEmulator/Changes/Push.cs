namespace AzureDevOpsEmulator.Changes;

/// <summary>Where something changes: a repository with the collection it is in.</summary>
internal sealed record RepositoryLocation(TeamProjectCollection Collection, Repository Repository);

/// <summary>A ref that moved: forty zeros stand for "was not there" and "is gone".</summary>
internal sealed record RefUpdate(string Name, string OldObjectId, string NewObjectId)
{
    public const string ZeroId = "0000000000000000000000000000000000000000";

    public bool IsCreate => OldObjectId == ZeroId;

    public bool IsDelete => NewObjectId == ZeroId;
}

/// <summary>One push as the server remembers it.</summary>
/// <param name="Id">Counted for each collection.</param>
/// <param name="PushedBy">The account of the person.</param>
/// <param name="RefUpdates">What moved.</param>
/// <param name="Commits">The ids of the commits that the repository did not have, newest first.</param>
internal sealed record Push(
    int Id,
    Guid CollectionId,
    Guid RepositoryId,
    string PushedBy,
    DateTimeOffset Date,
    IReadOnlyList<RefUpdate> RefUpdates,
    IReadOnlyList<string> Commits);

/// <summary>The pushes since the world was made, oldest first. Thread-safe.</summary>
internal sealed class PushStore
{
    private const string Kind = "push";

    private readonly Lock _gate = new();
    private readonly Journal _journal;
    private readonly List<Push> _pushes;

    public PushStore(Journal journal) => (_journal, _pushes) = (journal, [.. journal.All<Push>(Kind)]);

    public IReadOnlyList<Push> Of(Guid repositoryId)
    {
        lock (_gate)
            return _pushes.FindAll(push => push.RepositoryId == repositoryId);
    }

    /// <summary>Gives the push its number and keeps it.</summary>
    public Push Add(Push push)
    {
        lock (_gate)
        {
            var last = _pushes.FindLast(known => known.CollectionId == push.CollectionId)?.Id ?? 0;
            var numbered = push with { Id = last + 1 };
            _pushes.Add(numbered);
            _journal.Put(Kind, string.Create(CultureInfo.InvariantCulture, $"{push.CollectionId}/{numbered.Id}"), numbered);
            return numbered;
        }
    }
}
