namespace AzureDevOpsEmulator.Hooks;

/// <summary>As on the wire.</summary>
internal static class SubscriptionStatus
{
    public const string Enabled = "enabled";

    /// <summary>A delivery failed; it is retried, and other events are lost meanwhile.</summary>
    public const string OnProbation = "onProbation";
    public const string DisabledByUser = "disabledByUser";

    /// <summary>The receiver responded with 410, or didn't recover on probation.</summary>
    public const string DisabledBySystem = "disabledBySystem";

    public const string DisabledByInactiveIdentity = "disabledByInactiveIdentity";

    public static IReadOnlyList<string> All { get; } =
        [Enabled, OnProbation, DisabledByUser, DisabledBySystem, DisabledByInactiveIdentity];
}

/// <summary>A subscription as it is stored. People are accounts; inputs are as the client sent them.</summary>
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
    public int ProbationRetries { get; init; }
    public DateTimeOffset? LastProbationRetryDate { get; init; }
    public DateTimeOffset? LastSuccessfulAttemptDate { get; init; }

    /// <summary>Null for a subscription of the whole collection.</summary>
    public Guid? ProjectId => Guid.TryParse(PublisherInput("projectId"), out var id) ? id : null;

    public string PublisherInput(string name) => PublisherInputs.GetValueOrDefault(name) ?? "";

    public string ConsumerInput(string name) => ConsumerInputs.GetValueOrDefault(name) ?? "";
}

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

    /// <summary>Clients send short and full names.</summary>
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
