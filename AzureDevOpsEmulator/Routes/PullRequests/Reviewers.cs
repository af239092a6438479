using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Routes.PullRequests;

/// <summary><c>_apis/git/repositories/{id}/pullrequests/{pullRequestId}/reviewers[/{reviewerId}]</c>: who reviews, and how they vote.</summary>
internal static class Reviewers
{
    private static readonly int[] Votes = [10, 5, 0, -5, -10];

    public static ApiAnswer List(ApiCall call)
    {
        var place = new Changes.Place(call.Collection, call.FindServedRepository());
        var body = PullRequestBody.Of(call, place.Repository, UpdatePullRequest.Find(call, place));
        return new ApiAnswer(Listing.ValueFirst(body.Reviewers));
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
        var body = PullRequestBody.Of(call, place.Repository, voted);
        return new ApiAnswer(body.Reviewers.Single(known => known.UniqueName == reviewer.Account));
    }

    /// <exception cref="FaultException">Nobody has that identity in this collection.</exception>
    public static Person Find(ApiCall call, string? id) =>
        Guid.TryParse(id, out var wanted) && People.All.FirstOrDefault(known => known.IdentityIn(call.Collection.Id) == wanted) is { } person
            ? person
            : throw new FaultException(Faults.BadArgument("reviewers", id));
}
