using AzureDevOpsEmulator.Hooks;
using AzureDevOpsEmulator.Routes.Security;

namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary><c>POST</c>, <c>PUT</c> and <c>DELETE _apis/hooks/subscriptions</c>. Two subscriptions may be the same.</summary>
internal static class ChangeSubscriptions
{
    /// <summary>Answers 200 with the whole subscription, not 201.</summary>
    public static ApiAnswer Create(ApiCall call)
    {
        var created = call.Body.Read<SubscriptionRequest>().Create(call);
        HookPermissions.Demand(call, created.ProjectId, ServiceHooksNamespace.Edit);
        return new ApiAnswer(SubscriptionBody.Of(call, call.Hooks.Subscriptions.Add(created)));
    }

    /// <summary>Replaces the whole subscription, its status included: so a disabled one is enabled again.</summary>
    public static ApiAnswer Replace(ApiCall call)
    {
        var known = HookPermissions.Find(call, ServiceHooksNamespace.Edit);
        var replaced = call.Body.Read<SubscriptionRequest>().Replace(call, known);
        HookPermissions.Demand(call, replaced.ProjectId, ServiceHooksNamespace.Edit);
        if (replaced.Status == SubscriptionStatus.Enabled && call.Hooks.Absences.Includes(replaced.CreatedBy))
            replaced = replaced with { Status = SubscriptionStatus.DisabledByInactiveIdentity };

        return new ApiAnswer(SubscriptionBody.Of(call, call.Hooks.Change(known.Id, _ => replaced) ?? replaced));
    }

    public static ApiAnswer Delete(ApiCall call)
    {
        call.Hooks.Delete(HookPermissions.Find(call, ServiceHooksNamespace.Delete).Id);
        return new ApiAnswer(null);
    }
}
