using System.Globalization;
using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Routes.PullRequests;

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

    private static PullRequestBody One(ApiCall call, Dictionary<Guid, Repository> repositories, string id)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || call.Changes.PullRequests.Find(call.Collection.Id, number) is not { } found
            || !repositories.TryGetValue(found.RepositoryId, out var repository))
            throw new FaultException(ChangeFaults.PullRequestNotFound(id));

        var body = PullRequestBody.Of(call, repository, found);
        return call.Flag("includeCommits") ? body with { Commits = CommitsOf(call, repository, found) } : body;
    }

    public static IReadOnlyList<CommitRefBody> CommitsOf(IWireContext call, Repository repository, PullRequest pullRequest)
    {
        var api = call.Links.RepositoryApi(call.Collection, repository);
        var ahead = ThreeWayMerge.Ahead(
            call.Contents.Of(repository).Objects, ObjectId.Parse(pullRequest.LastMergeTarget), ObjectId.Parse(pullRequest.LastMergeSource));
        return [.. ahead.Select(id => CommitRefBody.Of(api, id.ToString()))];
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
