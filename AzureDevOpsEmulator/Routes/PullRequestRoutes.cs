namespace AzureDevOpsEmulator.Routes;

/// <summary>
/// <c>GET _apis/git/repositories/{id}/pullrequests[/{pullRequestId}]</c> and <c>GET _apis/git/pullrequests[/{pullRequestId}]</c> for all of
/// a project or collection: newest first, the open ones unless others are asked for.
/// </summary>
internal static class GetPullRequests
{
    private const int DefaultPage = 100;

    public static ApiAnswer Answer(ApiCall call)
    {
        var repositories = call.Value("repositoryId") is null
            ? call.Content.RepositoriesOf(call.Collection, call.Project, call.Caller)
            : [call.FindServedRepository()];
        var byId = repositories.ToDictionary(repository => repository.Id);
        if (call.Value("pullRequestId") is { } id)
            return new ApiAnswer(One(call, byId, id));

        var page = call.Changes.PullRequests.Where(known => byId.ContainsKey(known.RepositoryId) && IsWanted(call, known)).Reverse()
            .Skip(call.Number("$skip") ?? 0)
            .Take(call.Number("$top") ?? DefaultPage)
            .Select(known => PullRequestBody.Of(call, byId[known.RepositoryId], known));
        return new ApiAnswer(Listing.ValueFirst(page.ToList()));
    }

    private static object One(ApiCall call, Dictionary<Guid, Repository> repositories, string id)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || call.Changes.PullRequests.Find(call.Collection.Id, number) is not { } found
            || !repositories.TryGetValue(found.RepositoryId, out var repository))
        {
            throw new FaultException(ChangeFaults.PullRequestNotFound(id));
        }

        return PullRequestBody.Of(call, repository, found, withCommits: call.Flag("includeCommits"));
    }

    private static bool IsWanted(ApiCall call, PullRequest known)
    {
        var status = Criterion(call, "status") ?? PullRequest.Active;
        return (status.Equals("all", StringComparison.OrdinalIgnoreCase) || status.Equals(known.Status, StringComparison.OrdinalIgnoreCase))
            && (Criterion(call, "sourceRefName") ?? known.SourceRefName) == known.SourceRefName
            && (Criterion(call, "targetRefName") ?? known.TargetRefName) == known.TargetRefName
            && IsPerson(call, Criterion(call, "creatorId"), [known.CreatedBy])
            && IsPerson(call, Criterion(call, "reviewerId"), known.Reviewers.Select(reviewer => reviewer.Account))
            && (Criterion(call, "repositoryId") is not { } repository || repository.Equals($"{known.RepositoryId}", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPerson(ApiCall call, string? wanted, IEnumerable<string> accounts) =>
        wanted is null || (Guid.TryParse(wanted, out var id) && accounts.Any(account => People.Of(account).IdentityIn(call.Collection.Id) == id));

    private static string? Criterion(ApiCall call, string name) =>
        call.Query["searchCriteria." + name].ToString() is { Length: > 0 } value ? value : null;
}

/// <summary><c>_apis/git/repositories/{id}/pullrequests/{pullRequestId}/reviewers[/{reviewerId}]</c>: who reviews, and how they vote.</summary>
internal static class Reviewers
{
    private static readonly int[] Votes = [10, 5, 0, -5, -10];

    public static ApiAnswer List(ApiCall call)
    {
        var place = new Changes.Place(call.Collection, call.FindServedRepository());
        var pullRequest = UpdatePullRequest.Find(call, place);
        var reviewers = pullRequest.Reviewers.Select(reviewer => ReviewerBody.Of(call, place.Repository, pullRequest, reviewer));
        return new ApiAnswer(Listing.ValueFirst(reviewers.ToList()));
    }

    /// <summary>Adds a reviewer or sets a vote; the body's vote is that of the person in the address.</summary>
    public static ApiAnswer Vote(ApiCall call)
    {
        var place = call.FindWritablePlace();
        var vote = call.Body.Read<RequestedReviewer>().Vote ?? 0;
        if (!Votes.Contains(vote))
            throw new FaultException(Faults.BadArgument("vote", $"{vote}"));

        var reviewer = Find(call, call.Value("reviewerId"));
        var voted = call.Changes.Vote(place, UpdatePullRequest.Find(call, place), reviewer, vote);
        return new ApiAnswer(ReviewerBody.Of(call, place.Repository, voted, voted.Reviewers.Single(known => known.Account == reviewer.Account)));
    }

    /// <exception cref="FaultException">Nobody has that identity in this collection.</exception>
    public static Person Find(ApiCall call, string? id) =>
        Guid.TryParse(id, out var wanted) && People.All.FirstOrDefault(known => known.IdentityIn(call.Collection.Id) == wanted) is { } person
            ? person
            : throw new FaultException(Faults.BadArgument("reviewers", id));
}
