using System.Runtime.CompilerServices;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>Projects and repositories as a token sees them. Bounds and problems are those of <see cref="IAzureDevOpsGateway"/>.</summary>
public interface IRepositoryGateway
{
    /// <summary>Every project that the token sees, page by page. A problem ends the stream as its last element.</summary>
    IAsyncEnumerable<Result<Project>> ListProjectsAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);

    Task<Result<ProjectDetails>> FindProjectAsync(ServerTarget target, Secret token, string nameOrId, CancellationToken cancellationToken);

    /// <summary>Every repository, as they arrive: the response is not paged and not bounded to 4 MB. A problem ends the stream as its last element.</summary>
    IAsyncEnumerable<Result<IReadOnlyList<Repository>>> ListRepositoryBatchesAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);

    /// <returns><see cref="ProblemCode.RepositoryUnknown"/> when it is not there or not visible: the server does not say which.</returns>
    Task<Result<Repository>> FindRepositoryAsync(ServerTarget target, Secret token, string project, string nameOrId, CancellationToken cancellationToken);

    /// <summary>The branches of a repository, names without <c>refs/heads/</c>, at most <paramref name="limit"/> (up to 1,000), those that contain <paramref name="filter"/>.</summary>
    Task<Result<IReadOnlyList<Branch>>> ListBranchesAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string? filter, int limit, CancellationToken cancellationToken);
}

public static class RepositoryListings
{
    /// <summary>The repositories of a listing one by one, for those who look at a few and leave. A problem is the last element.</summary>
    public static async IAsyncEnumerable<Result<Repository>> ListRepositoriesAsync(
        this IRepositoryGateway gateway, ServerTarget target, Secret token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in gateway.ListRepositoryBatchesAsync(target, token, cancellationToken))
        {
            if (!batch.Succeeded)
            {
                yield return batch.Problem;
                yield break;
            }

            foreach (var repository in batch.Value)
                yield return repository;
        }
    }
}

/// <param name="Name">1 to 256 characters, spaces and any letters.</param>
/// <param name="DefaultBranch">Without <c>refs/heads/</c>; null when the repository is empty.</param>
/// <param name="IsDisabled">Disabled repositories are listed and refuse everything else. Missing on old servers: false.</param>
/// <param name="IsInMaintenance">It refuses for now. Missing on old servers: false.</param>
/// <param name="RemoteUrl">The clone address as sent: shown, never called.</param>
public sealed record Repository(
    Guid Id, string Name, Guid ProjectId, string Project, string? DefaultBranch, bool IsDisabled, bool IsInMaintenance, string? RemoteUrl)
{
    public ProjectState ProjectState { get; init; }

    public RepositoryChoice ToChoice() => new(Id, Name, ProjectId, Project, DefaultBranch);
}

/// <summary>What a project can be used for, by its state.</summary>
public enum ProjectState
{
    Ready,

    /// <summary>Being created, or of a state that is not known.</summary>
    NotReady,
    Deleted,
}

public sealed record Project(Guid Id, string Name);

public sealed record ProjectDetails(Guid Id, string Name, bool UsesGit, bool UsesTfvc);

/// <param name="Name">Without <c>refs/heads/</c>.</param>
public sealed record Branch(string Name);

/// <summary>The refs and pull requests of a repository. Bounds and problems are those of <see cref="IAzureDevOpsGateway"/>.</summary>
public interface IRepositoryRefs
{
    /// <param name="branch">Without <c>refs/heads/</c>.</param>
    Task<Result<BranchHead>> FindHeadAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken);

    /// <summary>The open pull requests into a branch: all of them, or a problem where there are more than 10,000.</summary>
    /// <param name="branch">Without <c>refs/heads/</c>.</param>
    Task<Result<IReadOnlyList<PullRequest>>> ListPullRequestsAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken);

    Task<Result<CommitSummary>> FindCommitAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, CommitId commit, CancellationToken cancellationToken);
}

/// <param name="CommitId">Null where there is no such branch.</param>
public sealed record BranchHead(CommitId? CommitId);

public sealed record CommitSummary(string? Author, string? Title);

public sealed record PullRequest
{
    public required int Number { get; init; }

    /// <summary>In the fork's repository where <see cref="IsFork"/>.</summary>
    public required RefName SourceRef { get; init; }

    public required RefName TargetRef { get; init; }

    /// <summary>The newest commit of the source as of the last merge attempt.</summary>
    public required CommitId SourceCommit { get; init; }

    /// <summary>What Azure DevOps merged the two into to try whether it can; null where it could not, or has not yet.</summary>
    public CommitId? MergeCommit { get; init; }

    public bool IsActive { get; init; } = true;
    public bool IsFork { get; init; }

    /// <summary>Not published yet: its author doesn't ask for a review.</summary>
    public bool IsDraft { get; init; }

    public string? Author { get; init; }
    public string? Title { get; init; }
}
