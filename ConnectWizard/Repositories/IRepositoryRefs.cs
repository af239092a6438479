using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>
/// What a repository looks like now: asked by whoever compares it with what was seen before. Bounds and problems are those of
/// <see cref="IAzureDevOpsGateway"/>.
/// </summary>
public interface IRepositoryRefs
{
    /// <summary>Every branch, page by page until the server says there are no more (100,000 at most).</summary>
    Task<Result<IReadOnlyList<Branch>>> ListHeadsAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, CancellationToken cancellationToken);

    /// <summary>The open pull requests into a branch (10,000 at most).</summary>
    /// <param name="branch">Without <c>refs/heads/</c>.</param>
    Task<Result<IReadOnlyList<PullRequest>>> ListPullRequestsAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken);

    /// <summary>Who made a commit, and what they called it.</summary>
    Task<Result<CommitSummary>> FindCommitAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string commit, CancellationToken cancellationToken);
}

/// <summary>A commit in a line.</summary>
/// <param name="Id">40 hexadecimal digits.</param>
/// <param name="Author">Who wrote it, as Git has the name.</param>
/// <param name="Title">The first line of its message.</param>
public sealed record CommitSummary(string Id, string? Author, string? Title);

/// <summary>A pull request, as far as a build of it goes.</summary>
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

    /// <summary>Neither completed nor abandoned.</summary>
    public bool IsActive { get; init; } = true;

    public bool IsFork { get; init; }

    public string? Author { get; init; }

    public string? Title { get; init; }
}
