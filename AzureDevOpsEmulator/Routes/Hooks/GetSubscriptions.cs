using AzureDevOpsEmulator.Hooks;
using AzureDevOpsEmulator.Routes.Security;

namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary>
/// <c>GET _apis/hooks/subscriptions[/{id}]</c>: one, or all that the caller may view. Whoever may view none gets an empty list and no
/// refusal.
/// </summary>
internal static class GetSubscriptions
{
    public static ApiAnswer Answer(ApiCall call)
    {
        if (call.Value("subscriptionId") is not null)
            return new ApiAnswer(SubscriptionBody.Of(call, HookPermissions.Find(call, ServiceHooksNamespace.View)));

        var wanted = Visible(call)
            .Where(known => Is(call.Query["publisherId"], known.PublisherId))
            .Where(known => Is(call.Query["eventType"], known.EventType))
            .Where(known => Is(call.Query["consumerId"], known.ConsumerId))
            .Where(known => Is(call.Query["consumerActionId"], known.ConsumerActionId));
        return new ApiAnswer(Listing.CountFirst(wanted.Select(known => SubscriptionBody.Of(call, known)).ToList()));
    }

    /// <summary>The subscriptions of the collection that the caller may view.</summary>
    public static IEnumerable<Subscription> Visible(ApiCall call) =>
        call.Hooks.Subscriptions.Of(call.Collection.Id).Where(known => HookPermissions.Allows(call, known, ServiceHooksNamespace.View));

    /// <summary>An empty filter lets everything through.</summary>
    public static bool Is(string? filter, string value) =>
        string.IsNullOrEmpty(filter) || filter.Equals(value, StringComparison.OrdinalIgnoreCase);
}
