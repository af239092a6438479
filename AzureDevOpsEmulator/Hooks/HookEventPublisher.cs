namespace AzureDevOpsEmulator.Hooks;

/// <summary>Creates events from changes of the world, with the shapes and texts of recorded deliveries.</summary>
/// <param name="contextOf">The public URL and the product of a collection's server.</param>
internal sealed class HookEventPublisher(HookService hooks, PullRequestStore requests, Func<TeamProjectCollection, IWireContext> contextOf, TimeProvider time)
{
    private const string PublisherId = "tfs";
    private const string ResourceVersion = "1.0";

    public void Pushed(RepositoryLocation location, Push push, Person by)
    {
        var traits = TraitsOf(EventTypes.Push, location, push.RefUpdates.Select(update => update.Name)) with
        {
            PushedBy = by.IdentityIn(location.Collection.Id),
        };
        hooks.Publish(traits, () =>
        {
            var call = contextOf(location.Collection);
            var resource = PushBody.ForEvent(call, location.Repository, push);
            return EventOf(call, traits, PushMessages.Short(call, location, push, by), PushMessages.Detailed(call, location, push, by), resource);
        });
    }

    public void PullRequestCreated(RepositoryLocation location, PullRequest pullRequest, Person by) =>
        Publish(TraitsOf(EventTypes.PullRequestCreated, location, pullRequest), location, pullRequest, $"{by.DisplayName} created ");

    public void PullRequestUpdated(RepositoryLocation location, PullRequest pullRequest, Person by, PullRequestChange change)
    {
        var traits = TraitsOf(EventTypes.PullRequestUpdated, location, pullRequest) with { NotificationType = change.ToString() };
        Publish(traits, location, pullRequest, $"{by.DisplayName} {PullRequestMessages.ActionText(pullRequest, by, change)} ");
    }

    /// <summary>Called after a pull request is opened, after a branch of it moves, and when it is completed.</summary>
    public void MergeAttempted(RepositoryLocation location, PullRequest pullRequest, Person by) =>
        Publish(TraitsOf(EventTypes.PullRequestMerged, location, pullRequest), location, pullRequest, "Merge attempted  for ");

    /// <summary>Renders the pull request of an event as it is now.</summary>
    /// <param name="locationOf">Finds the repository by its ID.</param>
    public HookEvent Refresh(Guid collectionId, HookEvent happened, Func<Guid, RepositoryLocation?> locationOf) =>
        happened.Resource.TryGetProperty("pullRequestId", out var id)
        && requests.Find(collectionId, id.GetInt32()) is { } now && locationOf(now.RepositoryId) is { } location
            ? happened with { Resource = ToElement(Render(contextOf(location.Collection), happened.EventType, location, now)) }
            : happened;

    private void Publish(EventTraits traits, RepositoryLocation location, PullRequest pullRequest, string action) => hooks.Publish(traits, () =>
    {
        var call = contextOf(location.Collection);
        var body = Render(call, traits.EventType, location, pullRequest);
        var text = PullRequestMessages.Of(call, location, pullRequest, action);
        return EventOf(call, traits, text, PullRequestMessages.WithDescription(text, pullRequest), body);
    });

    private static object Render(IWireContext call, string eventType, RepositoryLocation location, PullRequest pullRequest) =>
        PullRequestBody.Of(call, location.Repository, pullRequest, withCommits: eventType == EventTypes.PullRequestUpdated);

    private static EventTraits TraitsOf(string eventType, RepositoryLocation location, IEnumerable<string> refs) => new()
    {
        EventType = eventType,
        CollectionId = location.Collection.Id,
        ProjectId = location.Repository.Project.Id,
        RepositoryId = location.Repository.Id,
        Refs = [.. refs],
    };

    private static EventTraits TraitsOf(string eventType, RepositoryLocation location, PullRequest pullRequest) =>
        TraitsOf(eventType, location, [pullRequest.TargetRefName]) with
        {
            CreatedBy = People.Of(pullRequest.CreatedBy).IdentityIn(location.Collection.Id),
            Reviewers = [.. pullRequest.Reviewers.Select(reviewer => People.Of(reviewer.Account).IdentityIn(location.Collection.Id))],
            MergeResult = pullRequest.MergeStatus,
        };

    private HookEvent EventOf(IWireContext call, EventTraits traits, FormattedText message, FormattedText detailed, object resource) => new(
        Guid.NewGuid(),
        traits.EventType,
        PublisherId,
        message,
        detailed,
        ToElement(resource),
        ResourceVersion,
        ToElement(ResourceContainers.Of(call, traits.ProjectId)),
        time.GetUtcNow());

    private static JsonElement ToElement(object body) => JsonSerializer.SerializeToElement(body, body.GetType(), WireJson.Options);
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
