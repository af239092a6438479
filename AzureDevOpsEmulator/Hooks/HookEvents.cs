namespace AzureDevOpsEmulator.Hooks;

/// <summary>Creates events from changes of the world, with the shapes and texts of recorded deliveries.</summary>
/// <param name="contextOf">The public URL and the product of a collection's server.</param>
internal sealed class HookEventPublisher(HookService hooks, Func<TeamProjectCollection, IWireContext> contextOf, TimeProvider time)
{
    private const string PublisherId = "tfs";
    private const string ResourceVersion = "1.0";

    public void Pushed(RepositoryLocation place, Push push, Person by)
    {
        var traits = TraitsOf(EventTypes.Push, place, push.RefUpdates.Select(update => update.Name)) with
        {
            PushedBy = by.IdentityIn(place.Collection.Id),
        };
        hooks.Publish(traits, () =>
        {
            var call = contextOf(place.Collection);
            var resource = PushBody.ForEvent(call, place.Repository, push);
            return EventOf(call, traits, PushMessages.Short(call, place, push, by), PushMessages.Detailed(call, place, push, by), resource);
        });
    }

    public void PullRequestCreated(RepositoryLocation place, PullRequest pullRequest, Person by) =>
        Publish(TraitsOf(EventTypes.PullRequestCreated, place, pullRequest), place, pullRequest, $"{by.DisplayName} created ");

    public void PullRequestUpdated(RepositoryLocation place, PullRequest pullRequest, Person by, PullRequestChange change)
    {
        var traits = TraitsOf(EventTypes.PullRequestUpdated, place, pullRequest) with { NotificationType = change.ToString() };
        Publish(traits, place, pullRequest, $"{by.DisplayName} {PullRequestMessages.ActionText(pullRequest, by, change)} ");
    }

    /// <summary>Called after a pull request is opened, after a branch of it moves, and when it is completed.</summary>
    public void MergeAttempted(RepositoryLocation place, PullRequest pullRequest, Person by) =>
        Publish(TraitsOf(EventTypes.PullRequestMerged, place, pullRequest), place, pullRequest, "Merge attempted  for ");

    private void Publish(EventTraits traits, RepositoryLocation place, PullRequest pullRequest, string deed) => hooks.Publish(traits, () =>
    {
        var call = contextOf(place.Collection);
        var body = PullRequestBody.Of(call, place.Repository, pullRequest, withCommits: traits.EventType == EventTypes.PullRequestUpdated);
        var text = PullRequestMessages.Of(call, place, pullRequest, deed);
        return EventOf(call, traits, text, PullRequestMessages.WithDescription(text, pullRequest), body);
    });

    private static EventTraits TraitsOf(string eventType, RepositoryLocation place, IEnumerable<string> refs) => new()
    {
        EventType = eventType,
        CollectionId = place.Collection.Id,
        ProjectId = place.Repository.Project.Id,
        RepositoryId = place.Repository.Id,
        Refs = [.. refs],
    };

    private static EventTraits TraitsOf(string eventType, RepositoryLocation place, PullRequest pullRequest) =>
        TraitsOf(eventType, place, [pullRequest.TargetRefName]) with
        {
            CreatedBy = People.Of(pullRequest.CreatedBy).IdentityIn(place.Collection.Id),
            Reviewers = [.. pullRequest.Reviewers.Select(reviewer => People.Of(reviewer.Account).IdentityIn(place.Collection.Id))],
            MergeResult = pullRequest.MergeStatus,
        };

    private HookEvent EventOf(IWireContext call, EventTraits traits, FormattedText message, FormattedText detailed, object resource) => new(
        Guid.NewGuid(),
        traits.EventType,
        PublisherId,
        message,
        detailed,
        JsonSerializer.SerializeToElement(resource, resource.GetType(), WireJson.Options),
        ResourceVersion,
        JsonSerializer.SerializeToElement(ResourceContainers.Of(call, traits.ProjectId), WireJson.Options),
        time.GetUtcNow());
}

internal static class ResourceContainers
{
    public static object Of(IWireContext call, Guid projectId)
    {
        var collection = call.Links.Collection(call.Collection) + "/";
        return new
        {
            collection = new { id = call.Collection.Id, baseUrl = collection },
            account = new { id = call.ServerId, baseUrl = call.Links.Root + "/" },
            project = new { id = projectId, baseUrl = collection },
        };
    }
}
