using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.Routes.Bodies;

namespace AzureDevOpsEmulator.Routes.Pushes;

/// <summary><c>POST _apis/git/repositories/{id}/pushes</c>: commits on one branch, which may be a new one.</summary>
internal static class CreatePush
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var place = call.FindWritablePlace();
        var request = call.Body.Read<PushRequest>();
        if (request.RefUpdates is not [{ Name: { } branch } update])
            throw new FaultException(ChangeFaults.UnfitChange("A push by REST updates exactly one ref."));
        if (!ObjectId.TryParse(update.OldObjectId, out var expected))
            throw new FaultException(Faults.BadArgument("oldObjectId", update.OldObjectId));
        if (request.Commits is not { Count: > 0 } commits)
            throw new FaultException(ChangeFaults.UnfitChange("A push by REST brings at least one commit."));

        var signature = call.Caller.Signature(call.Time.GetUtcNow());
        var push = call.Changes.Commit(place, call.Caller, branch, expected, [.. commits.Select(commit => commit.Plan(signature))]);
        return new ApiAnswer(PushBody.Whole(call, place.Repository, push)) { Status = StatusCodes.Status201Created };
    }
}
