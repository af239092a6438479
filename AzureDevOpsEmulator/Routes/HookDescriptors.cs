namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/hooks/publishers[/{id}[/eventtypes[/{id}]]]</c> and <c>GET _apis/hooks/consumers[/{id}[/actions[/{id}]]]</c>.</summary>
internal static class HookDescriptors
{
    private static readonly string[] ChangeTypes =
        ["", "PushNotification", "ReviewersUpdateNotification", "StatusUpdateNotification", "ReviewerVoteNotification"];

    public static ApiResponse Publishers(ApiCall call) => call.Value("publisherId") is { } id
        ? new ApiResponse(Publisher(call, id))
        : new ApiResponse(Listing.CountFirst(new[] { Publisher(call, "tfs") }));

    public static ApiResponse EventTypesOf(ApiCall call)
    {
        _ = Publisher(call, call.Value("publisherId") ?? "");
        if (call.Value("eventTypeId") is not { } id)
            return new ApiResponse(Listing.CountFirst(EventTypes.All.Select(type => EventType(call, type)).ToList()));

        return EventTypes.All.Contains(id, StringComparer.OrdinalIgnoreCase)
            ? new ApiResponse(EventType(call, id))
            : throw new ApiException(HookErrors.UnknownEventType(id));
    }

    public static ApiResponse Consumers(ApiCall call) => call.Value("consumerId") is { } id
        ? new ApiResponse(Consumer(call, id))
        : new ApiResponse(Listing.CountFirst(new[] { Consumer(call, "webHooks") }));

    public static ApiResponse Actions(ApiCall call)
    {
        _ = Consumer(call, call.Value("consumerId") ?? "");
        return call.Value("consumerActionId") switch
        {
            null => new ApiResponse(Listing.CountFirst(new[] { Action(call) })),
            "httpRequest" => new ApiResponse(Action(call)),
            var id => throw new ApiException(HookErrors.ConsumerNotFound(id)),
        };
    }

    private static object Publisher(ApiCall call, string id) => id == "tfs"
        ? new
        {
            id,
            url = $"{call.Links.HooksApi(call.Collection)}/publishers/tfs",
            name = "Azure DevOps Server",
            description = "Publishes Azure DevOps Server events",
            supportedEvents = EventTypes.All.Select(type => EventType(call, type)),
            inputDescriptors = new[] { InputDescriptor.Guid("projectId", "Project") },
        }
        : throw new ApiException(HookErrors.PublisherNotFound(id));

    private static object EventType(ApiCall call, string id) => new
    {
        publisherId = "tfs",
        id,
        url = $"{call.Links.HooksApi(call.Collection)}/publishers/tfs/eventTypes/{id}",
        name = id switch
        {
            EventTypes.Push => "Code pushed",
            EventTypes.PullRequestCreated => "Pull request created",
            EventTypes.PullRequestUpdated => "Pull request updated",
            _ => "Pull request merge attempted",
        },
        supportedResourceVersions = new[] { "1.0" },
        inputDescriptors = InputsOf(id),
    };

    private static IEnumerable<InputDescriptor> InputsOf(string eventType)
    {
        yield return InputDescriptor.Guid("repository", "Repository");
        yield return InputDescriptor.Text("branch", eventType == EventTypes.Push ? "Branch" : "Target branch");
        if (eventType == EventTypes.Push)
        {
            yield return InputDescriptor.Guid("pushedBy", "Pushed by a member of group");
            yield break;
        }

        yield return InputDescriptor.Guid("pullrequestCreatedBy", "Requested by a member of group");
        yield return InputDescriptor.Guid("pullrequestReviewersContains", "Reviewer includes group");
        if (eventType == EventTypes.PullRequestUpdated)
            yield return InputDescriptor.Choice("notificationType", "Change", ChangeTypes);
        if (eventType == EventTypes.PullRequestMerged)
            yield return InputDescriptor.Choice("mergeResult", "Merge result", ["", "Succeeded", "Unsuccessful", "Conflicts", "Failure"]);
    }

    private static object Consumer(ApiCall call, string id) => id == "webHooks"
        ? new
        {
            id,
            url = $"{call.Links.HooksApi(call.Collection)}/consumers/webHooks",
            name = "Web Hooks",
            description = "Provides event communication via HTTP",
            authenticationType = "none",
            inputDescriptors = Array.Empty<object>(),
            actions = new[] { Action(call) },
        }
        : throw new ApiException(HookErrors.ConsumerNotFound(id));

    private static object Action(ApiCall call) => new
    {
        id = "httpRequest",
        consumerId = "webHooks",
        url = $"{call.Links.HooksApi(call.Collection)}/consumers/webHooks/actions/httpRequest",
        name = "Post via HTTP",
        supportedEventTypes = new[] { "*" },
        supportedResourceVersions = new { },
        allowResourceVersionOverride = true,
        inputDescriptors = new[]
        {
            InputDescriptor.Text("url", "URL") with { Validation = new InputValidation("uri") { IsRequired = true } },
            InputDescriptor.Text("httpHeaders", "HTTP headers"),
            InputDescriptor.Credential("basicAuthUsername", "Basic authentication username", isConfidential: false),
            InputDescriptor.Credential("basicAuthPassword", "Basic authentication password", isConfidential: true),
            InputDescriptor.Text("acceptUntrustedCerts", "Accept untrusted SSL certificates"),
            InputDescriptor.Text("businessJustification", "Business justification"),
            InputDescriptor.Choice("resourceDetailsToSend", "Resource details to send", ["", "all", "minimal", "none"]),
            InputDescriptor.Choice("messagesToSend", "Messages to send", ["", "all", "text", "html", "markdown", "none"]),
            InputDescriptor.Choice("detailedMessagesToSend", "Detailed messages to send", ["", "all", "text", "html", "markdown", "none"]),
        },
    };
}

internal sealed record InputDescriptor(string Id, string Name, string InputMode, bool IsConfidential, InputValidation Validation)
{
    public object? Values { get; init; }

    public static InputDescriptor Text(string id, string name) => new(id, name, "textBox", IsConfidential: false, new InputValidation("string"));

    public static InputDescriptor Guid(string id, string name) => new(id, name, "combo", IsConfidential: false, new InputValidation("guid"));

    public static InputDescriptor Credential(string id, string name, bool isConfidential) =>
        new(id, name, isConfidential ? "passwordBox" : "textBox", isConfidential, new InputValidation("string") { MinLength = 1, MaxLength = 256 });

    public static InputDescriptor Choice(string id, string name, IReadOnlyList<string> values) =>
        new(id, name, "combo", IsConfidential: false, new InputValidation("string"))
        {
            Values = new { defaultValue = "", possibleValues = values.Select(value => new { value }), isLimitedToPossibleValues = true },
        };
}

internal sealed record InputValidation(string DataType)
{
    public bool? IsRequired { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
}
