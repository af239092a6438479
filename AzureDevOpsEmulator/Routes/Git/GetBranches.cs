using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Git;

/// <summary>
/// <c>GET _apis/git/repositories/{id}/stats/branches</c>: all branches with their newest commits. An empty repository is refused.
/// </summary>
internal static class GetBranches
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var repository = RepositoryWithBranches(call);
        var name = call.Query["name"].ToString();
        return name.Length > 0
            ? new ApiAnswer(One(call, repository, name))
            : new ApiAnswer(Listing.ValueFirst(repository.Branches.Select(branch => BranchBody.Of(call, repository, branch)).ToList()));
    }

    public static Repository RepositoryWithBranches(ApiCall call)
    {
        var repository = call.FindServedRepository();
        return repository.Branches.Count > 0 ? repository : throw new FaultException(Faults.NoBranches(repository.Name));
    }

    public static BranchBody One(ApiCall call, Repository repository, string name)
    {
        var branch = repository.Branches.FirstOrDefault(candidate => candidate.Name == name);
        return branch is null ? throw new FaultException(Faults.BranchNotFound(name)) : BranchBody.Of(call, repository, branch);
    }
}
