using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A branch with its newest commit and how far it is from the default branch.</summary>
internal sealed record BranchBody(CommitBody Commit, string Name, int AheadCount, int BehindCount, bool IsBaseVersion)
{
    public static BranchBody Of(ApiCall call, Repository repository, IGitRepository content, GitRef branch)
    {
        var main = content.Branch(content.DefaultBranch[GitRefName.Branches.Length..]) ?? branch;
        var (ahead, behind) = content.Distance(branch.Target, main.Target);
        var commit = CommitBody.Of(call, repository, branch.Target, content.Objects.GetCommit(branch.Target));
        return new BranchBody(commit, branch.Name[GitRefName.Branches.Length..], ahead, behind, branch.Name == main.Name);
    }
}
