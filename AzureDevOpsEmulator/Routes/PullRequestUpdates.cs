using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Routes;

/// <summary><c>POST _apis/git/repositories/{id}/pullrequests</c>.</summary>
internal static class CreatePullRequest
{
    public static ApiResponse Handle(ApiCall call)
    {
        var location = call.FindWritableRepository();
        var request = PullRequestRequest.Read(call);
        if (string.IsNullOrWhiteSpace(request.Title))
            throw new ApiException(ApiErrors.InvalidArgument("title", request.Title));

        var content = call.Contents.Of(location.Repository);
        var opened = call.Changes.Open(location, call.Caller, new PullRequest
        {
            CollectionId = location.Collection.Id,
            RepositoryId = location.Repository.Id,
            CreatedBy = call.Caller.Account,
            CreationDate = call.Time.GetUtcNow(),
            Title = request.Title,
            Description = request.Description,
            SourceRefName = request.SourceRefName ?? "",
            TargetRefName = request.TargetRefName ?? "",
            IsDraft = request.IsDraft ?? false,
            CompletionOptions = request.CompletionOptions,
            MergeId = Guid.NewGuid(),
            LastMergeSource = content.Refs.TargetOf(request.SourceRefName ?? "").ToString(),
            LastMergeTarget = content.Refs.TargetOf(request.TargetRefName ?? "").ToString(),
            Reviewers = [.. (request.Reviewers ?? []).Select(reviewer => new Reviewer(Reviewers.Find(call, reviewer.Id).Account, 0))],
        });
        return new ApiResponse(PullRequestBody.Of(call, location.Repository, opened)) { Status = StatusCodes.Status201Created };
    }
}

/// <summary><c>PATCH _apis/git/repositories/{id}/pullrequests/{pullRequestId}</c>: title, description, draft, completion options and status.</summary>
internal static class UpdatePullRequest
{
    public static ApiResponse Handle(ApiCall call)
    {
        var location = call.FindWritableRepository();
        var request = PullRequestRequest.Read(call);
        var edited = call.Changes.Edit(location, GetPullRequests.Find(call, location.Repository.Id.Equals), call.Caller, known => known with
        {
            Title = request.Title ?? known.Title,
            Description = request.Description ?? known.Description,
            IsDraft = request.IsDraft ?? known.IsDraft,
            CompletionOptions = request.CompletionOptions ?? known.CompletionOptions,
        });
        return new ApiResponse(PullRequestBody.Of(call, location.Repository, WithStatus(call, location, edited, request)));
    }

    private static PullRequest WithStatus(ApiCall call, RepositoryLocation location, PullRequest known, PullRequestRequest request)
    {
        if (request.Status is not { } wanted || $"{wanted}".Equals(known.Status, StringComparison.OrdinalIgnoreCase))
            return known;
        if (known.Status == PullRequest.Completed)
            throw new ApiException(GitErrors.InvalidChange("TF401181: The pull request cannot be edited due to its state."));

        return wanted switch
        {
            PullRequestStatus.Abandoned => call.Changes.SetAbandoned(location, known, call.Caller, isAbandoned: true),
            PullRequestStatus.Active => call.Changes.SetAbandoned(location, known, call.Caller, isAbandoned: false),
            PullRequestStatus.Completed => Complete(call, location, known, request),
            _ => throw new ApiException(ApiErrors.InvalidArgument("status", $"{wanted}")),
        };
    }

    private static PullRequest Complete(ApiCall call, RepositoryLocation location, PullRequest known, PullRequestRequest request)
    {
        if (request.LastMergeSourceCommit?.CommitId is not { } source)
            throw new ApiException(ApiErrors.InvalidArgument("lastMergeSourceCommit", null));
        if (known.Status != PullRequest.Active || !source.Equals(known.LastMergeSource, StringComparison.OrdinalIgnoreCase))
            throw new ApiException(GitErrors.StalePullRequest());
        if (known.CompletionOptions?.Strategy is MergeStrategy.Rebase or MergeStrategy.RebaseMerge)
            throw new ApiException(ApiErrors.NotImplemented("the merge strategy", $"{known.CompletionOptions.Strategy}"));

        return call.Changes.Complete(location, known, call.Caller);
    }
}

/// <summary>The supported members of the body.</summary>
internal sealed record PullRequestRequest(
    string? Title,
    string? Description,
    string? SourceRefName,
    string? TargetRefName,
    bool? IsDraft,
    PullRequestStatus? Status,
    MergeSource? LastMergeSourceCommit,
    CompletionOptions? CompletionOptions,
    IReadOnlyList<RequestedReviewer>? Reviewers)
{
    private static readonly string[] Unimplemented = ["autoCompleteSetBy", "forkSource", "labels", "workItemRefs"];

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }

    public static PullRequestRequest Read(ApiCall call)
    {
        var request = call.Body.Read<PullRequestRequest>();
        return request.Others?.FirstOrDefault(IsUnimplemented) is { Key: { } name }
            ? throw new ApiException(ApiErrors.NotImplemented("the member", name))
            : request;
    }

    private static bool IsUnimplemented(KeyValuePair<string, JsonElement> other) =>
        Unimplemented.Contains(other.Key, StringComparer.OrdinalIgnoreCase) && other.Value.GetRawText() is not ("null" or "[]" or "{}");
}

internal sealed record MergeSource(string? CommitId);

internal sealed record RequestedReviewer(string? Id, int? Vote);
