namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/git/repositories/{id}/pushes[/{pushId}]</c>: newest first. The seeded history has no pushes.</summary>
internal static class GetPushes
{
    private const int DefaultPageSize = 100;

    public static ApiResponse Handle(ApiCall call)
    {
        var repository = call.FindEnabledRepository();
        var pushes = call.Changes.Pushes.Of(repository.Id);
        if (call.Value("pushId") is { } id)
        {
            var push = pushes.FirstOrDefault(push => push.Id == call.NumberIn("pushId"));
            return new ApiResponse(PushBody.Of(
                call, repository, push ?? throw new ApiException(ApiErrors.InvalidArgument("pushId", id)), isWhole: true, withRefs: true));
        }

        var criteria = new QueryCriteria(call, "includeRefUpdates", "refName", "pusherId", "fromDate", "toDate", "$skip", "$top");
        var withRefs = bool.TryParse(criteria.Text("includeRefUpdates"), out var value) && value;
        var page = pushes.Reverse().Where(Filter(call, criteria))
            .Skip(criteria.Skip).Take(criteria.Top(DefaultPageSize))
            .Select(push => PushBody.Of(call, repository, push, isWhole: false, withRefs));
        return new ApiResponse(Listing.CountFirst(page.ToList()));
    }

    private static Func<Push, bool> Filter(ApiCall call, QueryCriteria criteria)
    {
        var (name, pusher, from, to) = (criteria.Text("refName"), criteria.Id("pusherId"), criteria.Date("fromDate"), criteria.Date("toDate"));
        return push => (name is null || push.RefUpdates.Any(update => update.Name == name))
            && (pusher is null || People.Of(push.PushedBy).IdentityIn(call.Collection.Id) == pusher)
            && !(push.Date < from)
            && !(push.Date > to);
    }
}

/// <summary><c>POST _apis/git/repositories/{id}/pushes</c>: commits on one branch, which may be new.</summary>
internal static class CreatePush
{
    public static ApiResponse Handle(ApiCall call)
    {
        var location = call.FindWritableRepository();
        var request = call.Body.Read<PushRequest>();
        if (request.RefUpdates is not [{ Name: { } branch } update])
            throw new ApiException(GitErrors.InvalidChange("A push by REST updates exactly one ref."));
        if (!ObjectId.TryParse(update.OldObjectId, out var expected))
            throw new ApiException(ApiErrors.InvalidArgument("oldObjectId", update.OldObjectId));
        if (request.Commits is not { Count: > 0 } commits)
            throw new ApiException(GitErrors.InvalidChange("A push by REST brings at least one commit."));

        var signature = call.Caller.Signature(call.Time.GetUtcNow());
        var push = call.Changes.Commit(location, call.Caller, branch, expected, [.. commits.Select(commit => commit.ToNewCommit(signature))]);
        return new ApiResponse(PushBody.Of(call, location.Repository, push, isWhole: true, withRefs: true)) { Status = StatusCodes.Status201Created };
    }
}

/// <summary><c>POST _apis/git/repositories/{id}/refs</c>: creates, deletes and moves refs, each with its own result.</summary>
internal static class UpdateRefs
{
    public static ApiResponse Handle(ApiCall call)
    {
        var location = call.FindWritableRepository();
        var updates = call.Body.Read<IReadOnlyList<PushedRef>>();
        return new ApiResponse(Listing.ValueFirst(updates.Select(update => TryUpdate(call, location, Parse(update))).ToList()));
    }

    private static object TryUpdate(ApiCall call, RepositoryLocation location, RefUpdate update)
    {
        var status = "succeeded";
        try
        {
            call.Changes.UpdateRefs(location, call.Caller, [update]);
        }
        catch (ApiException refused)
        {
            status = refused.Error.Status == StatusCodes.Status409Conflict ? "staleOldObjectId" : "invalidRefName";
        }

        return new
        {
            repositoryId = location.Repository.Id,
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
            throw new ApiException(ApiErrors.InvalidArgument("oldObjectId", update.OldObjectId));
        if (!ObjectId.TryParse(update.NewObjectId, out var after))
            throw new ApiException(ApiErrors.InvalidArgument("newObjectId", update.NewObjectId));

        return new RefUpdate(update.Name ?? "", before.ToString(), after.ToString());
    }
}
