using AzureDevOpsEmulator.Git;

namespace AzureDevOpsEmulator.World;

/// <summary>What is in the repositories: commits, branches, tags.</summary>
internal interface IRepositoryContents
{
    IGitRepository Of(Repository repository);
}
