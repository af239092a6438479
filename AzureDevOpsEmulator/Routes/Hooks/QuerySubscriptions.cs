namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary>
/// <c>POST _apis/hooks/subscriptionsquery</c>: the subscriptions that one of the filters fits, for each kind of inputs; all conditions of
/// a filter must hold.
/// </summary>
internal static class QuerySubscriptions
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var query = call.Body.Read<SubscriptionsQuery>();
        var results = GetSubscriptions.Visible(call)
            .Where(known => GetSubscriptions.Is(query.PublisherId, known.PublisherId)
                && GetSubscriptions.Is(query.EventType, known.EventType)
                && GetSubscriptions.Is(query.ConsumerId, known.ConsumerId)
                && GetSubscriptions.Is(query.ConsumerActionId, known.ConsumerActionId))
            .Where(known => FitsAny(query.PublisherInputFilters, known.PublisherInputs) && FitsAny(query.ConsumerInputFilters, known.ConsumerInputs))
            .Select(known => SubscriptionBody.Of(call, known));
        return new ApiAnswer(new
        {
            query.PublisherId,
            query.EventType,
            query.ConsumerId,
            query.ConsumerActionId,
            query.PublisherInputFilters,
            query.ConsumerInputFilters,
            results = results.ToList(),
        });
    }

    private static bool FitsAny(IReadOnlyList<InputFilter>? filters, IReadOnlyDictionary<string, string> inputs) =>
        filters is not { Count: > 0 } || filters.Any(filter => (filter.Conditions ?? []).All(condition => condition.Fits(inputs)));

    private sealed record SubscriptionsQuery(
        string? PublisherId,
        string? EventType,
        string? ConsumerId,
        string? ConsumerActionId,
        IReadOnlyList<InputFilter>? PublisherInputFilters,
        IReadOnlyList<InputFilter>? ConsumerInputFilters);

    private sealed record InputFilter(IReadOnlyList<InputCondition>? Conditions);

    private sealed record InputCondition(string? InputId, string? InputValue, string? Operator, bool? CaseSensitive)
    {
        public bool Fits(IReadOnlyDictionary<string, string> inputs)
        {
            var value = inputs.GetValueOrDefault(InputId ?? "") ?? "";
            var isEqual = value.Equals(InputValue ?? "", CaseSensitive is true ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
            return isEqual != string.Equals(Operator, "notEquals", StringComparison.OrdinalIgnoreCase);
        }
    }
}
