using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.Routes.Pushes;

/// <summary>
/// <c>POST _apis/git/repositories/{id}/refs</c>: creates, deletes and moves branches and tags, to any commit that the repository has. Each
/// is tried for itself: one that fails says so in its own result.
/// </summary>
internal static class UpdateRefs
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var place = call.FindWritablePlace();
        var updates = call.Body.Read<IReadOnlyList<PushedRef>>();
        return new ApiAnswer(Listing.ValueFirst(updates.Select(update => Try(call, place, Parse(update))).ToList()));
    }

    private static object Try(ApiCall call, Place place, RefUpdate update)
    {
        var status = "succeeded";
        try
        {
            call.Changes.Move(place, call.Caller, [update]);
        }
        catch (FaultException refused)
        {
            status = refused.Fault.Status == StatusCodes.Status409Conflict ? "staleOldObjectId" : "invalidRefName";
        }

        return new
        {
            repositoryId = place.Repository.Id,
            name = update.Name,
            oldObjectId = update.OldObjectId,
            newObjectId = update.NewObjectId,
            isLocked = false,
            updateStatus = status,
            success = status == "succeeded",
        };
    }

    private static RefUpdate Parse(PushedRef update)
    {
        if (!ObjectId.TryParse(update.OldObjectId, out var before))
            throw new FaultException(Faults.BadArgument("oldObjectId", update.OldObjectId));
        if (!ObjectId.TryParse(update.NewObjectId, out var after))
            throw new FaultException(Faults.BadArgument("newObjectId", update.NewObjectId));

        return new RefUpdate(update.Name ?? "", before.ToString(), after.ToString());
    }
}
