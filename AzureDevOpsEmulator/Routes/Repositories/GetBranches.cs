using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Repositories;

/// <summary>
/// <c>GET _apis/git/repositories/{id}/stats/branches[/{name}]</c>: branches with their newest commits, or one of them by its short name.
/// An empty repository is refused.
/// </summary>
internal static class GetBranches
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var repository = call.FindServedRepository();
        var content = call.Contents.Of(repository);
        if (!content.Branches().Any())
            throw new FaultException(Faults.NoBranches(repository.Name));

        var name = call.Value("name") ?? call.Query["name"].ToString();
        if (name.Length == 0)
        {
            var branches = content.Branches().Select(branch => BranchBody.Of(call, repository, content, branch));
            return new ApiAnswer(Listing.ValueFirst(branches.ToList()));
        }

        return content.Branch(name) is { } wanted
            ? new ApiAnswer(BranchBody.Of(call, repository, content, wanted))
            : throw new FaultException(Faults.BranchNotFound(name));
    }
}
