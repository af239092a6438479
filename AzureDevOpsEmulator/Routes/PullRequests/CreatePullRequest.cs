using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.PullRequests;

/// <summary><c>POST _apis/git/repositories/{id}/pullrequests</c>.</summary>
internal static class CreatePullRequest
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var place = call.FindWritablePlace();
        var request = call.Body.Read<PullRequestRequest>();
        if (string.IsNullOrWhiteSpace(request.Title))
            throw new FaultException(Faults.BadArgument("title", request.Title));

        var content = call.Contents.Of(place.Repository);
        var opened = call.Changes.Open(place, call.Caller, new PullRequest
        {
            CollectionId = place.Collection.Id,
            RepositoryId = place.Repository.Id,
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
        return new ApiAnswer(PullRequestBody.Of(call, place.Repository, opened)) { Status = StatusCodes.Status201Created };
    }
}
