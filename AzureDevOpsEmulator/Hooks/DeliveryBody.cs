using System.Text.Json.Nodes;

namespace AzureDevOpsEmulator.Hooks;

internal static class DeliveryBody
{
    public static byte[] Of(Subscription subscription, Notification notification)
    {
        var hookEvent = notification.Event;
        var body = new JsonObject
        {
            ["subscriptionId"] = subscription.Id.ToString(),
            ["notificationId"] = notification.Id,
            ["id"] = hookEvent.Id.ToString(),
            ["eventType"] = hookEvent.EventType,
            ["publisherId"] = hookEvent.PublisherId,
        };
        Add(body, "message", TextOf(hookEvent.Message, subscription.ConsumerInput("messagesToSend")));
        Add(body, "detailedMessage", TextOf(hookEvent.DetailedMessage, subscription.ConsumerInput("detailedMessagesToSend")));
        Add(body, "resource", ResourceOf(hookEvent, subscription.ConsumerInput("resourceDetailsToSend")));
        body["resourceVersion"] = hookEvent.ResourceVersion;
        body["resourceContainers"] = JsonNode.Parse(hookEvent.ResourceContainers.GetRawText());
        body["createdDate"] = JsonSerializer.SerializeToNode(hookEvent.CreatedDate, WireJson.Options);
        return JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options);
    }

    private static void Add(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
            body[name] = value;
    }

    private static JsonNode? TextOf(FormattedText text, string wanted) => wanted switch
    {
        "none" => null,
        "text" => new JsonObject { ["text"] = text.Text },
        "html" => new JsonObject { ["html"] = text.Html },
        "markdown" => new JsonObject { ["markdown"] = text.Markdown },
        _ => JsonSerializer.SerializeToNode(text, WireJson.Options),
    };

    /// <summary>The minimal form has the ID and the URL. A push whose subscription asks for nothing is minimal, too.</summary>
    private static JsonObject? ResourceOf(HookEvent hookEvent, string wanted)
    {
        if (wanted == "none")
            return null;

        var whole = JsonNode.Parse(hookEvent.Resource.GetRawText())!.AsObject();
        if (wanted != "minimal" && (wanted.Length > 0 || hookEvent.EventType != EventTypes.Push))
            return whole;

        var minimal = new JsonObject();
        foreach (var name in new[] { "url", "pushId", "pullRequestId" })
            Add(minimal, name, whole[name]?.DeepClone());
        return minimal;
    }
}
