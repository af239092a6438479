using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Routes.Bodies;

namespace AzureDevOpsEmulator.Routes.Git;

/// <summary><c>GET _apis/git/repositories/{id}/commits/{commitId}</c>: a commit that a branch points to.</summary>
internal static class GetCommit
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var repository = call.FindServedRepository();
        var id = call.Value("commitId") ?? throw new FaultException(Faults.NotImplemented("GET", $"_apis/git/repositories/{repository.Id}/commits"));
        var commit = repository.Branches.Select(branch => call.Commits.TipOf(repository, branch)).FirstOrDefault(tip => tip.Id == id);
        return commit is null
            ? throw new FaultException(Faults.CommitNotFound(id, repository.Name))
            : new ApiAnswer(CommitBody.Of(call, repository, commit));
    }
}
