using System.Text.Json;

namespace AzureDevOpsEmulator.Routes.PullRequests;

/// <summary>The body with which a pull request is opened or changed, as far as the emulator reads it. Some clients send names by number.</summary>
internal sealed record PullRequestRequest(
    string? Title,
    string? Description,
    string? SourceRefName,
    string? TargetRefName,
    bool? IsDraft,
    JsonElement Status,
    MergeSource? LastMergeSourceCommit,
    CompletionOptions? CompletionOptions,
    IReadOnlyList<RequestedReviewer>? Reviewers);

internal sealed record MergeSource(string? CommitId);

internal sealed record CompletionOptions(JsonElement MergeStrategy, string? MergeCommitMessage, bool? DeleteSourceBranch, bool? SquashMerge)
{
    public string? Strategy => SquashMerge is true || MergeStrategy.ToString().ToUpperInvariant() is "SQUASH" or "2" ? "squash" : null;
}

internal sealed record RequestedReviewer(string? Id, int? Vote);
