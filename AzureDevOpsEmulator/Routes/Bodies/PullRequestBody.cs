namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A pull request in lists, single reads and events. One without a description has no such key.</summary>
internal static class PullRequestBody
{
    /// <param name="withCommits">True in events, and in single reads on demand.</param>
    public static object Of(IWireContext call, Repository repository, PullRequest pullRequest, bool withCommits = false)
    {
        var api = call.Links.RepositoryApi(call.Collection, repository);
        return new
        {
            repository = RepositoryBody.Of(call, repository, withLinks: false, withParent: false),
            pullRequestId = pullRequest.Id,
            codeReviewId = pullRequest.Id,
            status = pullRequest.Status,
            createdBy = IdentityRefBody.Of(call, People.Of(pullRequest.CreatedBy)),
            creationDate = pullRequest.CreationDate,
            closedDate = pullRequest.ClosedDate,
            title = pullRequest.Title,
            description = string.IsNullOrEmpty(pullRequest.Description) ? null : pullRequest.Description,
            sourceRefName = pullRequest.SourceRefName,
            targetRefName = pullRequest.TargetRefName,
            mergeStatus = pullRequest.MergeStatus,
            isDraft = pullRequest.IsDraft,
            mergeId = pullRequest.MergeId,
            lastMergeSourceCommit = CommitRefBody.Of(api, pullRequest.LastMergeSource),
            lastMergeTargetCommit = CommitRefBody.Of(api, pullRequest.LastMergeTarget),
            lastMergeCommit = MergeOf(call, repository, pullRequest),
            reviewers = pullRequest.Reviewers.Select(reviewer => ReviewerBody.Of(call, repository, pullRequest, reviewer)),
            commits = withCommits ? CommitsOf(call, repository, pullRequest, api) : null,
            url = UrlOf(call, repository, pullRequest),
            _links = new
            {
                web = new LinkBody(call.Links.PullRequestWeb(call.Collection, repository, pullRequest.Id)),
                statuses = new LinkBody(UrlOf(call, repository, pullRequest) + "/statuses"),
            },
            forkSource = pullRequest.ForkId is null ? null : new
            {
                name = pullRequest.SourceRefName,
                objectId = pullRequest.LastMergeSource,
                repository = RepositoryBody.Of(call, PullRequestMerger.SourceOf(new RepositoryLocation(call.Collection, repository), pullRequest), withLinks: false, withParent: false),
            },
            completionOptions = pullRequest.CompletionOptions,
            supportsIterations = true,
            closedBy = pullRequest.ClosedBy is { } closer ? IdentityRefBody.Of(call, People.Of(closer)) : null,
            artifactId = $"vstfs:///Git/PullRequestId/{repository.Project.Id}%2f{repository.Id}%2f{pullRequest.Id}",
        };
    }

    public static string UrlOf(IWireContext call, Repository repository, PullRequest pullRequest) =>
        $"{call.Links.RepositoryApi(call.Collection, repository)}/pullRequests/{pullRequest.Id}";

    private static IEnumerable<CommitRefBody> CommitsOf(IWireContext call, Repository repository, PullRequest pullRequest, string api) =>
        call.Contents.Of(repository).CommitsAhead(ObjectId.Parse(pullRequest.LastMergeTarget), ObjectId.Parse(pullRequest.LastMergeSource))
            .Select(id => CommitRefBody.Of(api, id.ToString()));

    private static CommitBody? MergeOf(IWireContext call, Repository repository, PullRequest pullRequest)
    {
        if (pullRequest.LastMerge is null)
            return null;

        var id = ObjectId.Parse(pullRequest.LastMerge);
        return CommitBody.Of(call, repository, id, call.Contents.Of(repository).Objects.GetCommit(id)) with { RemoteUrl = null };
    }
}

internal static class ReviewerBody
{
    public static object Of(IWireContext call, Repository repository, PullRequest pullRequest, Reviewer reviewer)
    {
        var person = IdentityRefBody.Of(call, People.Of(reviewer.Account));
        return new
        {
            reviewerUrl = $"{PullRequestBody.UrlOf(call, repository, pullRequest)}/reviewers/{person.Id}",
            vote = reviewer.Vote,
            hasDeclined = false,
            isFlagged = false,
            displayName = person.DisplayName,
            url = person.Url,
            id = person.Id,
            uniqueName = person.UniqueName,
            imageUrl = person.ImageUrl,
        };
    }
}
