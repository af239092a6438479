using AzureDevOpsEmulator.Hooks;

namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary>A notification of the history; with details when one alone is read.</summary>
internal sealed record NotificationBody(
    int Id,
    Guid SubscriptionId,
    Guid SubscriberId,
    Guid EventId,
    string Status,
    string Result,
    DateTimeOffset CreatedDate,
    DateTimeOffset ModifiedDate,
    object? Details)
{
    public static NotificationBody Of(ApiCall call, Notification known, Subscription target, bool withDetails) => new(
        known.Id,
        target.Id,
        Guid.Empty,
        known.Event.Id,
        known.Status,
        known.Result,
        known.CreatedDate,
        known.ModifiedDate,
        withDetails ? DetailsOf(call, known, target) : null);

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
        requestDuration = known.RequestDuration,
        request = known.Request,
        response = known.Response,
        errorMessage = known.ErrorMessage,
        errorDetail = known.ErrorDetail,
    };
}
