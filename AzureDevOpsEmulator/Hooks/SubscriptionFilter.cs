namespace AzureDevOpsEmulator.Hooks;

/// <summary>Whether an event is one that a subscription asked for. An input that is empty restricts nothing.</summary>
internal static class SubscriptionFilter
{
    private const string Branches = "refs/heads/";

    public static bool Matches(Subscription subscription, EventTraits traits) =>
        subscription.CollectionId == traits.CollectionId
        && subscription.EventType == traits.EventType
        && IsId(subscription.Publisher("projectId"), [traits.ProjectId])
        && IsId(subscription.Publisher("repository"), [traits.RepositoryId])
        && IsBranch(subscription.Publisher("branch"), traits.Refs)
        && IsId(subscription.Publisher("pushedBy"), [traits.PushedBy])
        && IsId(subscription.Publisher("pullrequestCreatedBy"), [traits.CreatedBy])
        && IsId(subscription.Publisher("pullrequestReviewersContains"), traits.Reviewers.Select(id => (Guid?)id))
        && IsText(subscription.Publisher("notificationType"), traits.NotificationType)
        && IsMergeResult(subscription.Publisher("mergeResult"), traits.MergeResult);

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
