namespace AzureDevOpsEmulator.Hooks;

/// <summary>The supported events.</summary>
internal static class EventTypes
{
    public const string Push = "git.push";
    public const string PullRequestCreated = "git.pullrequest.created";
    public const string PullRequestUpdated = "git.pullrequest.updated";
    public const string PullRequestMerged = "git.pullrequest.merged";

    public static IReadOnlyList<string> All { get; } = [Push, PullRequestCreated, PullRequestUpdated, PullRequestMerged];
}

internal sealed record FormattedText(string Text, string Html, string Markdown);

/// <summary>An event in deliveries and in the history.</summary>
/// <param name="Id">Equal for all subscriptions that get the event.</param>
internal sealed record HookEvent(
    Guid Id,
    string EventType,
    string PublisherId,
    FormattedText Message,
    FormattedText DetailedMessage,
    JsonElement Resource,
    string ResourceVersion,
    JsonElement ResourceContainers,
    DateTimeOffset CreatedDate);

/// <summary>The properties of an event that subscriptions filter by.</summary>
internal sealed record EventTraits
{
    public required string EventType { get; init; }
    public required Guid CollectionId { get; init; }
    public required Guid ProjectId { get; init; }
    public required Guid RepositoryId { get; init; }

    /// <summary>Full names: the refs of a push, the target of a pull request.</summary>
    public required IReadOnlyList<string> Refs { get; init; }
    public Guid? PushedBy { get; init; }
    public Guid? CreatedBy { get; init; }
    public IReadOnlyList<Guid> Reviewers { get; init; } = [];
    public string? NotificationType { get; init; }
    public string? MergeResult { get; init; }
}
