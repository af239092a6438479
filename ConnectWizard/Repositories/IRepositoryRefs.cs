using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

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
        ServerTarget target, Secret token, Guid project, Guid repository, string commit, CancellationToken cancellationToken);
}

/// <param name="CommitId">Null where there is no such branch.</param>
public sealed record BranchHead(string? CommitId);

/// <param name="Id">40 hexadecimal digits.</param>
public sealed record CommitSummary(string Id, string? Author, string? Title);

public sealed record PullRequest
{
    public required int Number { get; init; }

    /// <summary>Full name; in the fork's repository where <see cref="IsFork"/>.</summary>
    public required string SourceRef { get; init; }

    /// <summary>Full name.</summary>
    public required string TargetRef { get; init; }

    /// <summary>The newest commit of the source as of the last merge attempt: 40 hexadecimal digits.</summary>
    public required string SourceCommit { get; init; }

    /// <summary>What Azure DevOps merged the two into to try whether it can; null where it could not, or has not yet.</summary>
    public string? MergeCommit { get; init; }

    public bool IsActive { get; init; } = true;
    public bool IsFork { get; init; }
    public string? Author { get; init; }
    public string? Title { get; init; }
}
