using System.Text.Json.Serialization;
using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.World;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A pull request as lists, single reads and events show it.</summary>
internal sealed record PullRequestBody
{
    public required RepositoryBody Repository { get; init; }

    public required int PullRequestId { get; init; }

    public required int CodeReviewId { get; init; }

    public required string Status { get; init; }

    public required IdentityRefBody CreatedBy { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public DateTimeOffset? ClosedDate { get; init; }

    public required string Title { get; init; }

    /// <summary>One without a description has no such key.</summary>
    public string? Description { get; init; }

    public required string SourceRefName { get; init; }

    public required string TargetRefName { get; init; }

    public required string MergeStatus { get; init; }

    public required bool IsDraft { get; init; }

    public required Guid MergeId { get; init; }

    public required CommitRefBody LastMergeSourceCommit { get; init; }

    public required CommitRefBody LastMergeTargetCommit { get; init; }

    public object? LastMergeCommit { get; init; }

    public required IReadOnlyList<ReviewerBody> Reviewers { get; init; }

    /// <summary>Only events have them, and single reads on demand.</summary>
    public IReadOnlyList<CommitRefBody>? Commits { get; init; }

    public required string Url { get; init; }

    [JsonPropertyName("_links")]
    public required object Links { get; init; }

    public object? CompletionOptions { get; init; }

    public bool SupportsIterations { get; init; } = true;

    public IdentityRefBody? ClosedBy { get; init; }

    public required string ArtifactId { get; init; }

    public static PullRequestBody Of(IWireContext call, Repository repository, PullRequest pullRequest)
    {
        var api = call.Links.RepositoryApi(call.Collection, repository);
        var url = $"{api}/pullRequests/{pullRequest.Id}";
        return new PullRequestBody
        {
            Repository = RepositoryBody.Of(call, repository, withLinks: false, withParent: false),
            PullRequestId = pullRequest.Id,
            CodeReviewId = pullRequest.Id,
            Status = pullRequest.Status,
            CreatedBy = IdentityRefBody.Of(call, People.Of(pullRequest.CreatedBy)),
            CreationDate = pullRequest.CreationDate,
            ClosedDate = pullRequest.ClosedDate,
            Title = pullRequest.Title,
            Description = string.IsNullOrEmpty(pullRequest.Description) ? null : pullRequest.Description,
            SourceRefName = pullRequest.SourceRefName,
            TargetRefName = pullRequest.TargetRefName,
            MergeStatus = pullRequest.MergeStatus,
            IsDraft = pullRequest.IsDraft,
            MergeId = pullRequest.MergeId,
            LastMergeSourceCommit = CommitRefBody.Of(api, pullRequest.LastMergeSource),
            LastMergeTargetCommit = CommitRefBody.Of(api, pullRequest.LastMergeTarget),
            LastMergeCommit = MergeOf(call, repository, pullRequest),
            Reviewers = [.. pullRequest.Reviewers.Select(reviewer => ReviewerBody.Of(call, url, reviewer))],
            Url = url,
            Links = new
            {
                web = new LinkBody(call.Links.PullRequestWeb(call.Collection, repository, pullRequest.Id)),
                statuses = new LinkBody(url + "/statuses"),
            },
            CompletionOptions = pullRequest.MergeStrategy is null
                ? null
                : new { mergeCommitMessage = pullRequest.CompletionMessage, mergeStrategy = pullRequest.MergeStrategy },
            ClosedBy = pullRequest.ClosedBy is { } closer ? IdentityRefBody.Of(call, People.Of(closer)) : null,
            ArtifactId = $"vstfs:///Git/PullRequestId/{repository.Project.Id}%2f{repository.Id}%2f{pullRequest.Id}",
        };
    }

    private static CommitBody? MergeOf(IWireContext call, Repository repository, PullRequest pullRequest)
    {
        if (pullRequest.LastMerge is null)
            return null;

        var id = ObjectId.Parse(pullRequest.LastMerge);
        return CommitBody.Of(call, repository, id, call.Contents.Of(repository).Objects.GetCommit(id)) with { RemoteUrl = null };
    }
}

/// <summary>A commit by its id alone.</summary>
internal sealed record CommitRefBody(string CommitId, string Url)
{
    public static CommitRefBody Of(string repositoryUrl, string id) => new(id, $"{repositoryUrl}/commits/{id}");
}

/// <summary>A reviewer with the vote.</summary>
internal sealed record ReviewerBody(
    string ReviewerUrl, int Vote, bool HasDeclined, bool IsFlagged, string DisplayName, string Url, Guid Id, string UniqueName, string ImageUrl)
{
    public static ReviewerBody Of(IWireContext call, string pullRequestUrl, Reviewer reviewer)
    {
        var person = IdentityRefBody.Of(call, People.Of(reviewer.Account));
        return new ReviewerBody(
            $"{pullRequestUrl}/reviewers/{person.Id}", reviewer.Vote, HasDeclined: false, IsFlagged: false,
            person.DisplayName, person.Url, person.Id, person.UniqueName, person.ImageUrl);
    }
}
