namespace AzureDevOpsEmulator.Routes.Bodies;

internal static class SubscriptionBody
{
    /// <summary>For members that the service writes as <c>null</c> instead of leaving them out.</summary>
    private static readonly JsonElement Null = JsonElement.Parse("null");

    public static object Of(ApiCall call, Subscription known)
    {
        var hooks = call.Links.HooksApi(call.Collection);
        return new
        {
            id = known.Id,
            url = $"{hooks}/subscriptions/{known.Id}",
            status = known.Status,
            publisherId = known.PublisherId,
            eventType = known.EventType,
            subscriber = Null,
            resourceVersion = known.ResourceVersion ?? (object)Null,
            eventDescription = EventDescription(call, known),
            consumerId = known.ConsumerId,
            consumerActionId = known.ConsumerActionId,
            actionDescription = Uri.TryCreate(known.ConsumerInput("url"), UriKind.Absolute, out var url) ? "To host " + url.Host : "",
            probationRetries = known.ProbationRetries == 0 ? (int?)null : known.ProbationRetries,
            lastProbationRetryDate = known.LastProbationRetryDate,
            lastSuccessfulAttemptDate = known.LastSuccessfulAttemptDate,
            createdBy = IdentityRefBody.Of(call, People.Of(known.CreatedBy)),
            createdDate = known.CreatedDate,
            modifiedBy = IdentityRefBody.Of(call, People.Of(known.ModifiedBy)),
            modifiedDate = known.ModifiedDate,
            publisherInputs = known.PublisherInputs,
            consumerInputs = ConfidentialInputs.Masked(known.ConsumerInputs, call.Hooks.MasksSecrets),
            _links = new
            {
                self = new LinkBody($"{hooks}/subscriptions/{known.Id}"),
                consumer = new LinkBody($"{hooks}/consumers/{known.ConsumerId}"),
                actions = new LinkBody($"{hooks}/consumers/{known.ConsumerId}/actions"),
                notifications = new LinkBody($"{hooks}/subscriptions/{known.Id}/notifications"),
                publisher = new LinkBody($"{hooks}/publishers/{known.PublisherId}"),
            },
        };
    }

    /// <summary>For example <c>Repository mission-control, branch main</c>.</summary>
    private static string EventDescription(ApiCall call, Subscription known)
    {
        var (repository, branch) = (known.PublisherInput("repository"), known.PublisherInput("branch"));
        var parts = new List<string>();
        if (repository.Length > 0)
            parts.Add("Repository " + (call.Content.FindRepository(call.Collection, null, repository, call.Caller)?.Name ?? repository));
        if (branch.Length > 0)
            parts.Add("branch " + branch);
        return parts.Count == 0 ? "Any repository" : string.Join(", ", parts);
    }
}

internal static class NotificationBody
{
    public static object Of(ApiCall call, Notification known, Subscription target, bool withDetails) => new
    {
        id = known.Id,
        subscriptionId = target.Id,
        subscriberId = Guid.Empty,
        eventId = known.Event.Id,
        status = known.Status,
        result = known.Result,
        createdDate = known.CreatedDate,
        modifiedDate = known.ModifiedDate,
        details = withDetails ? DetailsOf(call, known, target) : null,
    };

    private static object DetailsOf(ApiCall call, Notification known, Subscription target) => new
    {
        publisherId = target.PublisherId,
        eventType = target.EventType,
        publisherInputs = target.PublisherInputs,
        consumerId = target.ConsumerId,
        consumerActionId = target.ConsumerActionId,
        consumerInputs = ConfidentialInputs.Masked(target.ConsumerInputs, call.Hooks.MasksSecrets),
        @event = known.Event,
        queuedDate = known.CreatedDate,
        dequeuedDate = known.DequeuedDate,
        processedDate = known.ProcessedDate,
        completedDate = known.CompletedDate,
        requestAttempts = known.RequestAttempts,
        retryCount = Math.Max(0, known.RequestAttempts - 1),
        nextRetryTime = known.NextRetryTime,
        requestDuration = known.RequestDuration,
        request = known.Request,
        response = known.Response,
        errorMessage = known.ErrorMessage,
        errorDetail = known.ErrorDetail,
    };
}
