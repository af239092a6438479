using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Git;

/// <summary><c>GET _apis/git/repositories/{id}/refs</c>: the branches of a repository, filtered and in pages.</summary>
internal static class GetRefs
{
    private const int LargestPage = 1000;

    public static ApiAnswer Answer(ApiCall call)
    {
        var repository = call.FindServedRepository();
        var branches = Filtered(call, repository);
        var top = Math.Min(call.Number("$top") ?? LargestPage, LargestPage);
        var page = branches.Take(top).ToList();
        return new ApiAnswer(Listing.ValueFirst(page.Select(branch => Describe(call, repository, branch)).ToList()))
        {
            ContinuationToken = page.Count > 0 && page.Count < branches.Count ? page[^1].RefName : null,
        };
    }

    private static List<Branch> Filtered(ApiCall call, Repository repository)
    {
        var prefix = "refs/" + (call.Value("filter") ?? call.Query["filter"].ToString());
        var contained = call.Query["filterContains"].ToString();
        var after = call.Query["continuationToken"].ToString();
        return [.. repository.Branches
            .Where(branch => branch.RefName.StartsWith(prefix, StringComparison.Ordinal))
            .Where(branch => branch.RefName.Contains(contained, StringComparison.OrdinalIgnoreCase))
            .OrderBy(branch => branch.RefName, StringComparer.Ordinal)
            .Where(branch => after.Length == 0 || string.CompareOrdinal(branch.RefName, after) > 0)];
    }

    private static object Describe(ApiCall call, Repository repository, Branch branch) => new
    {
        name = branch.RefName,
        objectId = call.Commits.TipOf(repository, branch).Id,
        creator = CreatorBody.Of(call),
        url = $"{call.Links.RepositoryApi(call.Collection, repository)}/refs?filter={Uri.EscapeDataString(branch.RefName["refs/".Length..])}",
    };
}
