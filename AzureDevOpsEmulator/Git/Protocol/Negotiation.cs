using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>Finds out what client and server have in common.</summary>
internal static class Negotiation
{
    /// <exception cref="UploadPackRefusal">Something wanted is not in the repository.</exception>
    public static void CheckWants(IGitRepository repository, FetchRequest request)
    {
        foreach (var want in request.Wants.Where(want => repository.Objects.Find(want) is null))
            throw new UploadPackRefusal($"not our ref {want}");
    }

    /// <summary>True if every want has an ancestor that the client has: asking on would save nothing worth a round trip.</summary>
    public static bool IsReady(IGitObjectStore objects, IEnumerable<ObjectId> wants, IReadOnlyCollection<ObjectId> common) =>
        common.Count > 0 && wants.Select(objects.Peel).All(want => Reaches(objects, want, common));

    private static bool Reaches(IGitObjectStore objects, GitObject want, IReadOnlyCollection<ObjectId> common) =>
        want.Kind != GitObjectKind.Commit || CommitWalk.From(objects, [want.Id]).Any(commit => common.Contains(commit.Id));
}
