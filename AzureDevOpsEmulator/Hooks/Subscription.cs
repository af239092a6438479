namespace AzureDevOpsEmulator.Hooks;

/// <summary>The states of a subscription, as they are on the wire.</summary>
internal static class SubscriptionStatus
{
    public const string Enabled = "enabled";

    /// <summary>A delivery failed for good; it is tried again now and then, and other events are lost meanwhile.</summary>
    public const string OnProbation = "onProbation";

    public const string DisabledByUser = "disabledByUser";

    /// <summary>The receiver said 410, or never recovered on probation.</summary>
    public const string DisabledBySystem = "disabledBySystem";

    /// <summary>Its creator has no access any more.</summary>
    public const string DisabledByInactiveIdentity = "disabledByInactiveIdentity";

    public static IReadOnlyList<string> All { get; } =
        [Enabled, OnProbation, DisabledByUser, DisabledBySystem, DisabledByInactiveIdentity];
}

/// <summary>A subscription as the server keeps it. People are accounts; inputs are as the client sent them.</summary>
internal sealed record Subscription
{
    public required Guid Id { get; init; }

    public required Guid CollectionId { get; init; }

    public required string PublisherId { get; init; }

    public required string EventType { get; init; }

    public string? ResourceVersion { get; init; }

    public required string ConsumerId { get; init; }

    public required string ConsumerActionId { get; init; }

    public required IReadOnlyDictionary<string, string> PublisherInputs { get; init; }

    public required IReadOnlyDictionary<string, string> ConsumerInputs { get; init; }

    public string Status { get; init; } = SubscriptionStatus.Enabled;

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required string ModifiedBy { get; init; }

    public required DateTimeOffset ModifiedDate { get; init; }

    /// <summary>How often it was tried again on probation.</summary>
    public int ProbationRetries { get; init; }

    public DateTimeOffset? LastProbationRetryDate { get; init; }

    /// <summary>The project it is restricted to; none where it is for the whole collection.</summary>
    public Guid? ProjectId => Guid.TryParse(PublisherInput("projectId"), out var id) ? id : null;

    /// <summary>An input of the publisher; empty where it is not set.</summary>
    public string PublisherInput(string name) => PublisherInputs.GetValueOrDefault(name) ?? "";

    /// <summary>An input of the consumer; empty where it is not set.</summary>
    public string ConsumerInput(string name) => ConsumerInputs.GetValueOrDefault(name) ?? "";
}

/// <summary>Whether an event is one that a subscription asked for. An input that is empty restricts nothing.</summary>
internal static class SubscriptionFilter
{
    private const string Branches = "refs/heads/";

    public static bool Matches(Subscription subscription, EventTraits traits) =>
        subscription.CollectionId == traits.CollectionId
        && subscription.EventType == traits.EventType
        && IsId(subscription.PublisherInput("projectId"), [traits.ProjectId])
        && IsId(subscription.PublisherInput("repository"), [traits.RepositoryId])
        && IsBranch(subscription.PublisherInput("branch"), traits.Refs)
        && IsId(subscription.PublisherInput("pushedBy"), [traits.PushedBy])
        && IsId(subscription.PublisherInput("pullrequestCreatedBy"), [traits.CreatedBy])
        && IsId(subscription.PublisherInput("pullrequestReviewersContains"), traits.Reviewers.Select(id => (Guid?)id))
        && IsText(subscription.PublisherInput("notificationType"), traits.NotificationType)
        && IsMergeResult(subscription.PublisherInput("mergeResult"), traits.MergeResult);

    private static bool IsId(string wanted, IEnumerable<Guid?> ids) =>
        wanted.Length == 0 || (Guid.TryParse(wanted, out var id) && ids.Contains(id));

    /// <summary>By short or by full name; clients send both.</summary>
    private static bool IsBranch(string wanted, IReadOnlyList<string> refs)
    {
        var full = wanted.StartsWith(Branches, StringComparison.Ordinal) ? wanted : Branches + wanted;
        return wanted.Length == 0 || refs.Contains(full, StringComparer.Ordinal);
    }

    private static bool IsText(string wanted, string? value) =>
        wanted.Length == 0 || wanted.Equals(value, StringComparison.OrdinalIgnoreCase);

    private static bool IsMergeResult(string wanted, string? result) => wanted.ToUpperInvariant() switch
    {
        "UNSUCCESSFUL" => result != "succeeded",
        _ => IsText(wanted, result),
    };
}
