namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/git/repositories/{id}/pullrequests[/{pullRequestId}]</c> and <c>GET _apis/git/pullrequests[/{pullRequestId}]</c>: newest first.</summary>
internal static class GetPullRequests
{
    private const int DefaultPageSize = 100;

    public static ApiResponse Handle(ApiCall call)
    {
        var repositories = call.Value("repositoryId") is null
            ? call.Content.RepositoriesOf(call.Collection, call.Project, call.Caller)
            : [call.FindEnabledRepository()];
        var byId = repositories.ToDictionary(repository => repository.Id);
        if (call.Value("pullRequestId") is not null)
            return new ApiResponse(GetOne(call, byId));

        var criteria = new QueryCriteria(
            call, "status", "sourceRefName", "targetRefName", "creatorId", "reviewerId", "repositoryId", "sourceRepositoryId", "title", "minTime", "maxTime",
            "queryTimeRangeType", "includeLinks");
        var filter = Filter(call, criteria);
        var page = call.Changes.PullRequests.Where(known => byId.ContainsKey(known.RepositoryId) && filter(known)).Reverse()
            .Skip(criteria.Skip).Take(criteria.Top(DefaultPageSize))
            .Select(known => PullRequestBody.Of(call, byId[known.RepositoryId], known));
        return new ApiResponse(Listing.ValueFirst(page.ToList()));
    }

    /// <param name="repositories">Where to look for it.</param>
    public static PullRequest Find(ApiCall call, Func<Guid, bool> repositories) =>
        call.NumberIn("pullRequestId") is { } id && call.Changes.PullRequests.Find(call.Collection.Id, id) is { } found && repositories(found.RepositoryId)
            ? found
            : throw new ApiException(GitErrors.PullRequestNotFound(call.Value("pullRequestId") ?? ""));

    private static object GetOne(ApiCall call, Dictionary<Guid, Repository> repositories)
    {
        var found = Find(call, repositories.ContainsKey);
        call.RefuseUnimplemented("includeWorkItemRefs");
        return PullRequestBody.Of(call, repositories[found.RepositoryId], found, withCommits: call.Flag("includeCommits"));
    }

    private static Func<PullRequest, bool> Filter(ApiCall call, QueryCriteria criteria)
    {
        var statuses = criteria.Enumeration<PullRequestStatus>("status");
        var isByClosing = criteria.Enumeration<TimeRangeType>("queryTimeRangeType") is [TimeRangeType.Closed, ..];
        var (source, target, title) = (criteria.Text("sourceRefName"), criteria.Text("targetRefName"), criteria.Text("title") ?? "");
        var (creator, reviewer) = (criteria.Id("creatorId"), criteria.Id("reviewerId"));
        var (repository, sourceRepository) = (criteria.Id("repositoryId"), criteria.Id("sourceRepositoryId"));
        var (from, to) = (criteria.Date("minTime"), criteria.Date("maxTime"));
        return known => HasStatus(statuses, known)
            && (source ?? known.SourceRefName) == known.SourceRefName
            && (target ?? known.TargetRefName) == known.TargetRefName
            && (creator is null || IsPerson(creator.Value, known.CreatedBy))
            && (reviewer is null || known.Reviewers.Any(one => IsPerson(reviewer.Value, one.Account)))
            && (repository ?? known.RepositoryId) == known.RepositoryId
            && (sourceRepository ?? known.RepositoryId) == known.RepositoryId
            && known.Title.Contains(title, StringComparison.OrdinalIgnoreCase)
            && (from is null || DateOf(known) >= from)
            && (to is null || DateOf(known) <= to);

        bool IsPerson(Guid id, string account) => People.Of(account).IdentityIn(call.Collection.Id) == id;

        DateTimeOffset? DateOf(PullRequest known) => isByClosing ? known.ClosedDate : known.CreationDate;
    }

    private static bool HasStatus(IReadOnlyList<PullRequestStatus> wanted, PullRequest known)
    {
        var status = Enum.Parse<PullRequestStatus>(known.Status, ignoreCase: true);
        return wanted is [] or [PullRequestStatus.NotSet] ? status == PullRequestStatus.Active : wanted.Contains(PullRequestStatus.All) || wanted.Contains(status);
    }
}

/// <summary><c>_apis/git/repositories/{id}/pullrequests/{pullRequestId}/reviewers[/{reviewerId}]</c>.</summary>
internal static class Reviewers
{
    private static readonly int[] Votes = [10, 5, 0, -5, -10];

    public static ApiResponse List(ApiCall call)
    {
        var location = new Changes.RepositoryLocation(call.Collection, call.FindEnabledRepository());
        var pullRequest = GetPullRequests.Find(call, location.Repository.Id.Equals);
        var reviewers = pullRequest.Reviewers.Select(reviewer => ReviewerBody.Of(call, location.Repository, pullRequest, reviewer));
        return new ApiResponse(Listing.ValueFirst(reviewers.ToList()));
    }

    /// <summary>Adds a reviewer or sets the vote of the reviewer in the path.</summary>
    public static ApiResponse Vote(ApiCall call)
    {
        var location = call.FindWritableRepository();
        var vote = call.Body.Read<RequestedReviewer>().Vote ?? 0;
        if (!Votes.Contains(vote))
            throw new ApiException(ApiErrors.InvalidArgument("vote", $"{vote}"));

        var reviewer = Find(call, call.Value("reviewerId"));
        var voted = call.Changes.Vote(location, GetPullRequests.Find(call, location.Repository.Id.Equals), reviewer, vote);
        return new ApiResponse(ReviewerBody.Of(call, location.Repository, voted, voted.Reviewers.Single(known => known.Account == reviewer.Account)));
    }

    public static Person Find(ApiCall call, string? id) =>
        Guid.TryParse(id, out var wanted) && People.Everybody.FirstOrDefault(known => known.IdentityIn(call.Collection.Id) == wanted) is { } person
            ? person
            : throw new ApiException(ApiErrors.InvalidArgument("reviewers", id));
}
