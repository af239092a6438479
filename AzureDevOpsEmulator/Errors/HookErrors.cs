namespace AzureDevOpsEmulator.Errors;

/// <summary>
/// Errors of service hooks. Text and status of a missing permission are recorded; the types are those of Microsoft's public client.
/// </summary>
internal static class HookErrors
{
    private const string Hooks = "Microsoft.VisualStudio.Services.ServiceHooks.WebApi";
    private const string Security = "Microsoft.VisualStudio.Services.Security";
    private const string WebApi = "Microsoft.VisualStudio.Services.WebApi";

    public static ApiError SubscriptionNotFound(string id) =>
        new(404, $"{Hooks}.SubscriptionNotFoundException, {Hooks}", $"Subscription {id} not found.");

    public static ApiError NotificationNotFound(string id) =>
        new(404, $"{Hooks}.NotificationNotFoundException, {Hooks}", $"Notification {id} not found.");

    public static ApiError PublisherNotFound(string id) =>
        new(404, $"{Hooks}.PublisherNotFoundException, {Hooks}", $"Publisher {id} not found.");

    public static ApiError ConsumerNotFound(string id) =>
        new(404, $"{Hooks}.ConsumerNotFoundException, {Hooks}", $"Consumer {id} not found.");

    public static ApiError UnknownEventType(string id) =>
        new(400, $"{Hooks}.SubscriptionInputException, {Hooks}",
            $"There is no registered handler for the service hooks event type {id}.");

    public static ApiError InvalidSubscriptionInput(string message) =>
        new(400, $"{Hooks}.SubscriptionInputException, {Hooks}", message);

    public static ApiError MissingPermission(string person, string token, string permission) =>
        new(403, $"{Security}.AccessCheckException, {WebApi}",
            $"Access Denied: {person} needs the following permission(s) on the resource {token} to perform this action: {permission}");
}
