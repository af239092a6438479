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

/// <summary>The pushes since the world was created, oldest first.</summary>
internal sealed class PushStore(Journal journal)
{
    private readonly JournaledList<Push> _pushes = new(journal, "push", push => string.Create(CultureInfo.InvariantCulture, $"{push.CollectionId}/{push.Id}"));

    public IReadOnlyList<Push> Of(Guid repositoryId) => _pushes.Where(push => push.RepositoryId == repositoryId);

    public Push Add(Push push) =>
        _pushes.Add(all => push with { Id = (all.FindLast(known => known.CollectionId == push.CollectionId)?.Id ?? 0) + 1 });
}
