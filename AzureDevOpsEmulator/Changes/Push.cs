namespace AzureDevOpsEmulator.Changes;

internal sealed record RepositoryLocation(TeamProjectCollection Collection, Repository Repository);

/// <summary>An updated ref. Zeros stand for "didn't exist" and "is deleted".</summary>
internal sealed record RefUpdate(string Name, string OldObjectId, string NewObjectId)
{
    public const string ZeroId = "0000000000000000000000000000000000000000";

    public bool IsCreate => OldObjectId == ZeroId;
    public bool IsDelete => NewObjectId == ZeroId;
}

/// <param name="Commits">The IDs of the commits that were new to the repository, newest first.</param>
internal sealed record Push(
    int Id,
    Guid CollectionId,
    Guid RepositoryId,
    string PushedBy,
    DateTimeOffset Date,
    IReadOnlyList<RefUpdate> RefUpdates,
    IReadOnlyList<string> Commits);

/// <summary>The pushes since the world was created, oldest first. Thread-safe.</summary>
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
