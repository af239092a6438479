using AzureDevOpsEmulator.Git;

namespace AzureDevOpsEmulator.World;

/// <summary>What is in the repositories: commits, branches, tags.</summary>
internal interface IRepositoryContents
{
    IGitRepository Of(Repository repository);

    /// <summary>The full name of the default branch; null while the repository is empty.</summary>
    string? DefaultBranchOf(Repository repository);

    /// <summary>Makes a branch the default of a repository that had none.</summary>
    void SetDefaultBranch(Repository repository, string name);

    /// <summary>In bytes.</summary>
    long SizeOf(Repository repository);
}
