namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/hooks/subscriptions[/{id}]</c>: one, or all that the caller may view, which may be an empty list.</summary>
internal static class GetSubscriptions
{
    public static ApiResponse Handle(ApiCall call)
    {
        if (call.Value("subscriptionId") is not null)
            return new ApiResponse(SubscriptionBody.Of(call, HookPermissions.Find(call, ServiceHooksNamespace.View)));

        var wanted = Visible(call, call.Query["publisherId"], call.Query["eventType"], call.Query["consumerId"], call.Query["consumerActionId"]);
        return new ApiResponse(Listing.CountFirst(wanted.Select(known => SubscriptionBody.Of(call, known)).ToList()));
    }

    public static IEnumerable<Subscription> Visible(ApiCall call) =>
        call.Hooks.Subscriptions.Of(call.Collection.Id).Where(known => HookPermissions.Allows(call, known, ServiceHooksNamespace.View));

    public static IEnumerable<Subscription> Visible(ApiCall call, string? publisherId, string? eventType, string? consumerId, string? consumerActionId) =>
        Visible(call).Where(known => MatchesFilter(publisherId, known.PublisherId)
            && MatchesFilter(eventType, known.EventType)
            && MatchesFilter(consumerId, known.ConsumerId)
            && MatchesFilter(consumerActionId, known.ConsumerActionId));

    /// <summary>An empty filter matches everything.</summary>
    public static bool MatchesFilter(string? filter, string value) =>
        string.IsNullOrEmpty(filter) || filter.Equals(value, StringComparison.OrdinalIgnoreCase);
}

/// <summary><c>POST _apis/hooks/subscriptionsquery</c>: one of the filters for each kind of inputs must match, with all its conditions.</summary>
internal static class QuerySubscriptions
{
    public static ApiResponse Handle(ApiCall call)
    {
        var query = call.Body.Read<SubscriptionsQuery>();
        var results = GetSubscriptions.Visible(call, query.PublisherId, query.EventType, query.ConsumerId, query.ConsumerActionId)
            .Where(known => FitsAny(query.PublisherInputFilters, known.PublisherInputs) && FitsAny(query.ConsumerInputFilters, known.ConsumerInputs))
            .Select(known => SubscriptionBody.Of(call, known));
        return new ApiResponse(new
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

/// <summary><c>POST</c>, <c>PUT</c> and <c>DELETE _apis/hooks/subscriptions</c>. Duplicates are allowed.</summary>
internal static class ChangeSubscriptions
{
    /// <summary>Responds with 200, not 201.</summary>
    public static ApiResponse Create(ApiCall call)
    {
        var created = call.Body.Read<SubscriptionRequest>().Create(call);
        HookPermissions.Demand(call, created.ProjectId, ServiceHooksNamespace.Edit);
        return new ApiResponse(SubscriptionBody.Of(call, call.Hooks.Subscriptions.Add(created)));
    }

    /// <summary>Replaces the status too: this enables a disabled subscription.</summary>
    public static ApiResponse Replace(ApiCall call)
    {
        var known = HookPermissions.Find(call, ServiceHooksNamespace.Edit);
        var replaced = call.Body.Read<SubscriptionRequest>().Replace(call, known);
        HookPermissions.Demand(call, replaced.ProjectId, ServiceHooksNamespace.Edit);
        if (replaced.Status == SubscriptionStatus.Enabled && call.Hooks.IsInactive(replaced.CreatedBy))
            replaced = replaced with { Status = SubscriptionStatus.DisabledByInactiveIdentity };
        if (call.Scene is { DisablesReplacedSubscriptions: true })
            replaced = replaced with { Status = SubscriptionStatus.DisabledBySystem };

        return new ApiResponse(SubscriptionBody.Of(call, call.Hooks.Change(known.Id, _ => replaced) ?? replaced));
    }

    public static ApiResponse Delete(ApiCall call)
    {
        call.Hooks.Delete(HookPermissions.Find(call, ServiceHooksNamespace.Delete).Id);
        return new ApiResponse(null) { Status = StatusCodes.Status204NoContent };
    }
}
