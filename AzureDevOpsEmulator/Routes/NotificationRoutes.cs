namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/hooks/subscriptions/{id}/notifications[/{notificationId}]</c>: newest first.</summary>
internal static class GetNotifications
{
    public static ApiResponse Handle(ApiCall call)
    {
        var subscription = HookPermissions.Find(call, ServiceHooksNamespace.View);
        if (call.Value("notificationId") is not null)
            return new ApiResponse(NotificationBody.Of(call, FindOne(call, subscription.Id), subscription, withDetails: true));

        var page = call.Hooks.History.Of(subscription.Id)
            .Where(known => GetSubscriptions.MatchesFilter(call.Query["status"], known.Status) && GetSubscriptions.MatchesFilter(call.Query["result"], known.Result))
            .Take(call.Number("maxResults") ?? int.MaxValue)
            .Select(known => NotificationBody.Of(call, known, subscription, withDetails: false));
        return new ApiResponse(Listing.CountFirst(page.ToList()));
    }

    public static Notification FindOne(ApiCall call, Guid owner) =>
        call.NumberIn("notificationId") is { } id && call.Hooks.History.Find(owner, id) is { } found
            ? found
            : throw new ApiException(HookErrors.NotificationNotFound(call.Value("notificationId") ?? ""));
}

/// <summary><c>POST _apis/hooks/notificationsquery</c>: the histories of several subscriptions, with counts of their results.</summary>
internal static class QueryNotifications
{
    public static ApiResponse Handle(ApiCall call)
    {
        var query = call.Body.Read<NotificationsQuery>();
        var histories = GetSubscriptions.Visible(call)
            .Where(known => query.SubscriptionIds is not { Count: > 0 } wanted || wanted.Contains(known.Id))
            .Select(known => (Subscription: known, Notifications: Filter(call, query, known)))
            .ToList();
        var results = histories.SelectMany(history => history.Notifications.Select(known =>
            NotificationBody.Of(call, known, history.Subscription, query.IncludeDetails is true)));
        return new ApiResponse(new
        {
            query.SubscriptionIds,
            results = results.Take(query.MaxResults ?? int.MaxValue).ToList(),
            summary = histories.Select(history => new
            {
                subscriptionId = history.Subscription.Id,
                results = history.Notifications.GroupBy(known => known.Result, StringComparer.Ordinal)
                    .Select(group => new { result = group.Key, notificationCount = group.Count() }),
            }),
        });
    }

    private static List<Notification> Filter(ApiCall call, NotificationsQuery query, Subscription subscription) =>
    [
        .. call.Hooks.History.Of(subscription.Id)
            .Where(known => GetSubscriptions.MatchesFilter(query.Status, known.Status) && GetSubscriptions.MatchesFilter(query.ResultType, known.Result))
            .Where(known => known.CreatedDate >= (query.MinCreatedDate ?? known.CreatedDate))
            .Where(known => known.CreatedDate <= (query.MaxCreatedDate ?? known.CreatedDate))
            .Take(query.MaxResultsPerSubscription ?? int.MaxValue),
    ];

    private sealed record NotificationsQuery(
        IReadOnlyList<Guid>? SubscriptionIds,
        string? Status,
        string? ResultType,
        DateTimeOffset? MinCreatedDate,
        DateTimeOffset? MaxCreatedDate,
        int? MaxResults,
        int? MaxResultsPerSubscription,
        bool? IncludeDetails);
}

/// <summary><c>POST _apis/hooks/testnotifications</c>, to a target that need not be a subscription; <c>GET …/{id}</c> reads the result.</summary>
internal static class TestNotifications
{
    /// <summary>Returns while the event is being sent.</summary>
    public static ApiResponse Create(ApiCall call)
    {
        var request = call.Body.Read<TestRequest>();
        var details = request.Details ?? throw new ApiException(ApiErrors.InvalidArgument("details", null));
        var target = details.Create(call);
        HookPermissions.Demand(call, target.ProjectId, ServiceHooksNamespace.Edit);
        var known = request.SubscriptionId is { } id ? call.Hooks.Subscriptions.Find(id) : null;
        if (known is not null && known.CollectionId == call.Collection.Id)
        {
            HookPermissions.Demand(call, known.ProjectId, ServiceHooksNamespace.Edit);
            target = target with { ConsumerInputs = ConfidentialInputs.Unmasked(target.ConsumerInputs, known.ConsumerInputs) };
        }

        target = target with { Id = known?.Id ?? Guid.Empty };
        var hookEvent = (call.Flag("useRealData") ? FindNewestEvent(call, target) : null)
            ?? SampleEvents.Of(target.EventType, target.PublisherId, call.Time.GetUtcNow());
        var sent = call.Hooks.Test(call.Collection.Id, target, hookEvent);
        return new ApiResponse(NotificationBody.Of(call, sent, target, withDetails: true));
    }

    public static ApiResponse Get(ApiCall call)
    {
        var known = GetNotifications.FindOne(call, call.Collection.Id);
        var target = known.TestTarget ?? throw new ApiException(HookErrors.NotificationNotFound(call.Value("notificationId") ?? ""));
        HookPermissions.Demand(call, target.ProjectId, ServiceHooksNamespace.View);
        return new ApiResponse(NotificationBody.Of(call, known, target, withDetails: true));
    }

    /// <summary>The newest event of that type that was sent to a subscription of the project.</summary>
    private static HookEvent? FindNewestEvent(ApiCall call, Subscription target) =>
        GetSubscriptions.Visible(call)
            .Where(known => known.ProjectId == target.ProjectId && known.EventType == target.EventType)
            .SelectMany(known => call.Hooks.History.Of(known.Id))
            .MaxBy(known => known.CreatedDate)?.Event;

    private sealed record TestRequest(Guid? SubscriptionId, SubscriptionRequest? Details);
}
