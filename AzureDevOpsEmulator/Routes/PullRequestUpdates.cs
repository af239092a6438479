namespace AzureDevOpsEmulator.Routes;

/// <summary><c>POST _apis/git/repositories/{id}/pullrequests</c>.</summary>
internal static class CreatePullRequest
{
    public static ApiResponse Handle(ApiCall call)
    {
        var location = call.FindWritableRepository();
        var request = call.Body.Read<PullRequestRequest>();
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
            MergeId = Guid.NewGuid(),
            LastMergeSource = content.Refs.TargetOf(request.SourceRefName ?? "").ToString(),
            LastMergeTarget = content.Refs.TargetOf(request.TargetRefName ?? "").ToString(),
            Reviewers = [.. (request.Reviewers ?? []).Select(reviewer => new Reviewer(Reviewers.Find(call, reviewer.Id).Account, 0))],
        });
        return new ApiResponse(PullRequestBody.Of(call, location.Repository, opened)) { Status = StatusCodes.Status201Created };
    }
}

/// <summary><c>PATCH _apis/git/repositories/{id}/pullrequests/{pullRequestId}</c>: title, description, draft and status.</summary>
internal static class UpdatePullRequest
{
    public static ApiResponse Handle(ApiCall call)
    {
        var location = call.FindWritableRepository();
        var known = Find(call, location);
        var request = call.Body.Read<PullRequestRequest>();
        var edited = known with
        {
            Title = request.Title ?? known.Title,
            Description = request.Description ?? known.Description,
            IsDraft = request.IsDraft ?? known.IsDraft,
        };
        if (edited != known)
            edited = call.Changes.Edit(edited);

        return new ApiResponse(PullRequestBody.Of(call, location.Repository, WithStatus(call, location, edited, request)));
    }

    public static PullRequest Find(ApiCall call, RepositoryLocation location)
    {
        var id = call.Value("pullRequestId") ?? "";
        return int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && call.Changes.PullRequests.Find(location.Collection.Id, number) is { } found && found.RepositoryId == location.Repository.Id
            ? found
            : throw new ApiException(GitErrors.PullRequestNotFound(id));
    }

    private static PullRequest WithStatus(ApiCall call, RepositoryLocation location, PullRequest known, PullRequestRequest request)
    {
        var wanted = request.Status.ToString();
        if (wanted.Length == 0 || wanted.Equals(known.Status, StringComparison.OrdinalIgnoreCase))
            return known;
        if (known.Status == PullRequest.Completed)
            throw new ApiException(GitErrors.InvalidChange("TF401181: The pull request cannot be edited due to its state."));

        return wanted.ToUpperInvariant() switch
        {
            "ABANDONED" or "2" => call.Changes.SetAbandoned(location, known, call.Caller, isAbandoned: true),
            "ACTIVE" or "1" => call.Changes.SetAbandoned(location, known, call.Caller, isAbandoned: false),
            "COMPLETED" or "3" => Complete(call, location, known, request),
            _ => throw new ApiException(ApiErrors.InvalidArgument("status", wanted)),
        };
    }

    private static PullRequest Complete(ApiCall call, RepositoryLocation location, PullRequest known, PullRequestRequest request)
    {
        if (request.LastMergeSourceCommit?.CommitId is not { } source)
            throw new ApiException(ApiErrors.InvalidArgument("lastMergeSourceCommit", null));
        if (known.Status != PullRequest.Active || !source.Equals(known.LastMergeSource, StringComparison.OrdinalIgnoreCase))
            throw new ApiException(GitErrors.StalePullRequest());

        var options = request.CompletionOptions;
        return call.Changes.Complete(
            location, known, call.Caller, options?.Strategy, options?.MergeCommitMessage, options?.DeleteSourceBranch is true);
    }
}

/// <summary>The supported members of the body. Some clients send enumerations as numbers.</summary>
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
