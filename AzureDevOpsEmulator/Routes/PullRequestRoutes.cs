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
        var page = call.Changes.PullRequests.Where(known => byId.ContainsKey(known.RepositoryId) && Matches(call, criteria, known)).Reverse()
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

    private static bool Matches(ApiCall call, QueryCriteria criteria, PullRequest known)
    {
        bool IsPerson(string name, IEnumerable<string> accounts) =>
            criteria.Id(name) is not { } id || accounts.Any(account => People.Of(account).IdentityIn(call.Collection.Id) == id);

        var date = criteria.Enumeration<TimeRangeType>("queryTimeRangeType") is [TimeRangeType.Closed, ..] ? known.ClosedDate : known.CreationDate;
        return HasStatus(criteria.Enumeration<PullRequestStatus>("status"), known)
            && (criteria.Text("sourceRefName") ?? known.SourceRefName) == known.SourceRefName
            && (criteria.Text("targetRefName") ?? known.TargetRefName) == known.TargetRefName
            && IsPerson("creatorId", [known.CreatedBy])
            && IsPerson("reviewerId", known.Reviewers.Select(reviewer => reviewer.Account))
            && (criteria.Id("repositoryId") ?? known.RepositoryId) == known.RepositoryId
            && (criteria.Id("sourceRepositoryId") ?? known.RepositoryId) == known.RepositoryId
            && known.Title.Contains(criteria.Text("title") ?? "", StringComparison.OrdinalIgnoreCase)
            && (criteria.Date("minTime") is not { } from || date >= from)
            && (criteria.Date("maxTime") is not { } to || date <= to);
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
