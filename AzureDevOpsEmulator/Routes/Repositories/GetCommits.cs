using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Repositories;

/// <summary>
/// <c>GET _apis/git/repositories/{id}/commits[/{commitId}]</c>: the history of a branch (the default one unless another is named),
/// or one commit.
/// </summary>
internal static class GetCommits
{
    private const int DefaultPage = 100;

    public static ApiAnswer Answer(ApiCall call)
    {
        var repository = call.FindServedRepository();
        var content = call.Contents.Of(repository);
        return call.Value("commitId") is { } id ? new ApiAnswer(One(call, repository, content, id)) : History(call, repository, content);
    }

    private static CommitBody One(ApiCall call, Repository repository, IGitRepository content, string text) =>
        ObjectId.TryParse(text, out var id) && content.Commit(id) is { } commit
            ? CommitBody.Whole(call, repository, id, commit)
            : throw new FaultException(Faults.CommitNotFound(text, repository.Name));

    private static ApiAnswer History(ApiCall call, Repository repository, IGitRepository content)
    {
        if (!content.Branches().Any())
            return new ApiAnswer(Listing.CountFirst(Array.Empty<CommitBody>()));

        var skip = call.Number("searchCriteria.$skip") ?? call.Number("$skip") ?? 0;
        var top = call.Number("searchCriteria.$top") ?? call.Number("$top") ?? DefaultPage;
        var page = content.History(BranchOf(call, content).Target).Skip(skip).Take(top)
            .Select(found => CommitBody.Of(call, repository, found.Id, found.Commit));
        return new ApiAnswer(Listing.CountFirst(page.ToList()));
    }

    private static GitRef BranchOf(ApiCall call, IGitRepository content)
    {
        var version = call.Query["searchCriteria.itemVersion.version"].ToString();
        var name = version.Length > 0 ? version : content.DefaultBranch[GitRefName.Branches.Length..];
        return content.Branch(name) ?? throw new FaultException(Faults.BranchNotFound(name));
    }
}
