using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A branch with its newest commit and how far it is from the default branch.</summary>
internal sealed record BranchBody(CommitBody Commit, string Name, int AheadCount, int BehindCount, bool IsBaseVersion)
{
    public static BranchBody Of(ApiCall call, Repository repository, Branch branch) =>
        new(CommitBody.Of(call, repository, call.Commits.TipOf(repository, branch)), branch.Name, 0, 0, branch == repository.DefaultBranch);
}
