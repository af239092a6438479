using System.Globalization;
using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Hooks;
using AzureDevOpsEmulator.Routes.Security;

namespace AzureDevOpsEmulator.Routes.Hooks;

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
