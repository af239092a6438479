namespace AzureDevOpsEmulator.Changes;

/// <summary>A ref that moved: forty zeros stand for "was not there" and "is gone".</summary>
internal sealed record RefUpdate(string Name, string OldObjectId, string NewObjectId)
{
    public const string Nothing = "0000000000000000000000000000000000000000";

    public bool Creates => OldObjectId == Nothing;

    public bool Deletes => NewObjectId == Nothing;
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
