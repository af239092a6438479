using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Hooks;
using AzureDevOpsEmulator.Routes.Security;

namespace AzureDevOpsEmulator.Routes.Hooks;

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
