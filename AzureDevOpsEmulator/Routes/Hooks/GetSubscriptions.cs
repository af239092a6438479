using AzureDevOpsEmulator.Errors;

namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary>
/// <c>GET _apis/hooks/subscriptions</c>. Nothing can be subscribed to yet; and whoever may not view subscriptions gets an empty list
/// on the real service as well.
/// </summary>
internal static class GetSubscriptions
{
    public static ApiAnswer Answer(ApiCall call) => call.Value("subscriptionId") is { } id
        ? throw new FaultException(Faults.NotImplemented("GET", "_apis/hooks/subscriptions/" + id))
        : new ApiAnswer(Listing.CountFirst(Array.Empty<object>()));
}
