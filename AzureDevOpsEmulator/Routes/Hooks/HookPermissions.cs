using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Hooks;
using AzureDevOpsEmulator.Routes.Security;

namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary>Who may do what with a subscription: by its project, or by the collection where it is restricted to none.</summary>
internal static class HookPermissions
{
    public static bool Allows(ApiCall call, Subscription subscription, int bit) =>
        ServiceHooksNamespace.Allows(call, TokenOf(subscription.ProjectId), bit);

    /// <exception cref="FaultException">The caller lacks the permission.</exception>
    public static void Demand(ApiCall call, Guid? projectId, int bit)
    {
        var token = TokenOf(projectId);
        if (!ServiceHooksNamespace.Allows(call, token, bit))
            throw new FaultException(HookFaults.PermissionMissing(call.Caller.DisplayName, token, ServiceHooksNamespace.NameOf(bit)));
    }

    /// <summary>The subscription of the address.</summary>
    /// <exception cref="FaultException">It does not exist, or the caller lacks the permission.</exception>
    public static Subscription Find(ApiCall call, int bit)
    {
        var text = call.Value("subscriptionId") ?? "";
        if (!Guid.TryParse(text, out var id)
            || call.Hooks.Subscriptions.Find(id) is not { } found || found.CollectionId != call.Collection.Id)
            throw new FaultException(HookFaults.SubscriptionNotFound(text));

        Demand(call, found.ProjectId, bit);
        return found;
    }

    private static string TokenOf(Guid? projectId) =>
        ServiceHooksNamespace.CollectionToken + (projectId is { } id ? $"/{id}" : "");
}
