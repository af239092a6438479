using AzureDevOpsEmulator.Hooks;

namespace AzureDevOpsEmulator.Routes.Hooks;

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
