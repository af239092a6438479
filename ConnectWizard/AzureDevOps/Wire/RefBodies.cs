using System.Text.Json;

namespace ConnectWizard.AzureDevOps.Wire;

/// <summary>A pull request (Microsoft's REST reference, <c>GitPullRequest</c>).</summary>
internal sealed record PullRequestBody(
    int PullRequestId,
    string? Status,
    string? Title,
    string? SourceRefName,
    string? TargetRefName,
    string? MergeStatus,
    CommitRef? LastMergeSourceCommit,
    CommitRef? LastMergeCommit,
    PersonBody? CreatedBy,
    JsonElement? ForkSource);

internal sealed record CommitRef(string? CommitId);

internal sealed record PersonBody(string? DisplayName);

/// <summary>A commit. Asked for by its id its comment is whole; a list's may be cut.</summary>
internal sealed record CommitBody(string? CommitId, GitPerson? Author, string? Comment);

internal sealed record GitPerson(string? Name);
