namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/hooks/subscriptions/{id}/notifications[/{notificationId}]</c>: the history, newest first.</summary>
internal static class GetNotifications
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var subscription = HookPermissions.Find(call, ServiceHooksNamespace.View);
        if (call.Value("notificationId") is { } id)
            return new ApiAnswer(NotificationBody.Of(call, One(call, subscription.Id, id), subscription, withDetails: true));

        var page = call.Hooks.History.Of(subscription.Id)
            .Where(known => GetSubscriptions.Is(call.Query["status"], known.Status) && GetSubscriptions.Is(call.Query["result"], known.Result))
            .Take(call.Number("maxResults") ?? int.MaxValue)
            .Select(known => NotificationBody.Of(call, known, subscription, withDetails: false));
        return new ApiAnswer(Listing.CountFirst(page.ToList()));
    }

    /// <exception cref="FaultException">There is no such notification.</exception>
    public static Notification One(ApiCall call, Guid owner, string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && call.Hooks.History.Find(owner, number) is { } found
            ? found
            : throw new FaultException(HookFaults.NotificationNotFound(id));
}

/// <summary><c>POST _apis/hooks/notificationsquery</c>: the histories of several subscriptions at once, with a count of their results.</summary>
internal static class QueryNotifications
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var query = call.Body.Read<NotificationsQuery>();
        var histories = GetSubscriptions.Visible(call)
            .Where(known => query.SubscriptionIds is not { Count: > 0 } wanted || wanted.Contains(known.Id))
            .Select(known => (Subscription: known, Notifications: Wanted(call, query, known)))
            .ToList();
        var results = histories.SelectMany(history => history.Notifications.Select(known =>
            NotificationBody.Of(call, known, history.Subscription, query.IncludeDetails is true)));
        return new ApiAnswer(new
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

    private static List<Notification> Wanted(ApiCall call, NotificationsQuery query, Subscription subscription) =>
    [
        .. call.Hooks.History.Of(subscription.Id)
            .Where(known => GetSubscriptions.Is(query.Status, known.Status) && GetSubscriptions.Is(query.ResultType, known.Result))
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

/// <summary>
/// <c>POST _apis/hooks/testnotifications</c> sends an event to a target that need not be a subscription; <c>GET …/{id}</c> says what became
/// of it.
/// </summary>
internal static class TestNotifications
{
    /// <summary>Answers at once, while the event is on its way.</summary>
    public static ApiAnswer Create(ApiCall call)
    {
        var request = call.Body.Read<TestRequest>();
        var details = request.Details ?? throw new FaultException(Faults.BadArgument("details", null));
        var target = details.Create(call);
        HookPermissions.Demand(call, target.ProjectId, ServiceHooksNamespace.Edit);
        var known = request.SubscriptionId is { } id ? call.Hooks.Subscriptions.Find(id) : null;
        if (known is not null && known.CollectionId == call.Collection.Id)
        {
            HookPermissions.Demand(call, known.ProjectId, ServiceHooksNamespace.Edit);
            target = target with { ConsumerInputs = ConfidentialInputs.Unmasked(target.ConsumerInputs, known.ConsumerInputs) };
        }

        target = target with { Id = known?.Id ?? Guid.Empty };
        var happened = (call.Flag("useRealData") ? NewestReal(call, target) : null)
            ?? SampleEvents.Of(target.EventType, target.PublisherId, call.Time.GetUtcNow());
        var sent = call.Hooks.Test(call.Collection.Id, target, happened);
        return new ApiAnswer(NotificationBody.Of(call, sent, target, withDetails: true));
    }

    public static ApiAnswer Get(ApiCall call)
    {
        var known = GetNotifications.One(call, call.Collection.Id, call.Value("notificationId") ?? "");
        var target = known.TestTarget ?? throw new FaultException(HookFaults.NotificationNotFound(call.Value("notificationId") ?? ""));
        HookPermissions.Demand(call, target.ProjectId, ServiceHooksNamespace.View);
        return new ApiAnswer(NotificationBody.Of(call, known, target, withDetails: true));
    }

    /// <summary>The newest event of that kind that anybody who subscribed in the project was sent.</summary>
    private static HookEvent? NewestReal(ApiCall call, Subscription target) =>
        GetSubscriptions.Visible(call)
            .Where(known => known.ProjectId == target.ProjectId && known.EventType == target.EventType)
            .SelectMany(known => call.Hooks.History.Of(known.Id))
            .MaxBy(known => known.CreatedDate)?.Event;

    private sealed record TestRequest(Guid? SubscriptionId, SubscriptionRequest? Details);
}
