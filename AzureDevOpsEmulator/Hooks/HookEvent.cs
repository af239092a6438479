namespace AzureDevOpsEmulator.Hooks;

/// <summary>The events that the emulator has, of those that the real service has.</summary>
internal static class EventTypes
{
    public const string Push = "git.push";
    public const string PullRequestCreated = "git.pullrequest.created";
    public const string PullRequestUpdated = "git.pullrequest.updated";
    public const string PullRequestMerged = "git.pullrequest.merged";

    public static IReadOnlyList<string> All { get; } = [Push, PullRequestCreated, PullRequestUpdated, PullRequestMerged];
}

/// <summary>A sentence in three formats.</summary>
internal sealed record FormattedText(string Text, string Html, string Markdown);

/// <summary>An event as receivers get it and as the history keeps it.</summary>
/// <param name="Id">The same for every subscription that the event is sent to.</param>
/// <param name="Resource">What happened, in full.</param>
/// <param name="ResourceVersion">The version of the resource's shape.</param>
/// <param name="ResourceContainers">Collection, server and project by id and address.</param>
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

/// <summary>What of an event subscriptions can be restricted to.</summary>
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
