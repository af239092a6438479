using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Repositories;

/// <summary><c>GET _apis/git/repositories/{id}/refs</c>: branches and tags of a repository, filtered and in pages.</summary>
internal static class GetRefs
{
    private const int LargestPage = 1000;

    public static ApiAnswer Answer(ApiCall call)
    {
        var repository = call.FindServedRepository();
        var references = Filtered(call, call.Contents.Of(repository));
        var top = Math.Min(call.Number("$top") ?? LargestPage, LargestPage);
        var page = references.Take(top).ToList();
        return new ApiAnswer(Listing.ValueFirst(page.Select(reference => Describe(call, repository, reference)).ToList()))
        {
            ContinuationToken = page.Count > 0 && page.Count < references.Count ? page[^1].Name : null,
        };
    }

    /// <summary>Sorted by name, which is what the token for the next page relies on: it is the last name of the page before.</summary>
    private static List<GitRef> Filtered(ApiCall call, IGitRepository content)
    {
        var prefix = "refs/" + (call.Value("filter") ?? call.Query["filter"].ToString());
        var contained = call.Query["filterContains"].ToString();
        var after = call.Query["continuationToken"].ToString();
        return [.. content.Refs.List()
            .Where(reference => reference.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(reference => reference.Name.Contains(contained, StringComparison.OrdinalIgnoreCase))
            .Where(reference => string.CompareOrdinal(reference.Name, after) > 0)];
    }

    private static object Describe(ApiCall call, Repository repository, GitRef reference) => new
    {
        name = reference.Name,
        objectId = reference.Target.ToString(),
        creator = CreatorBody.Of(call),
        url = call.Links.RepositoryApi(call.Collection, repository)
            + "/refs?filter=" + Uri.EscapeDataString(reference.Name["refs/".Length..]),
    };
}
