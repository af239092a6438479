namespace AzureDevOpsEmulator.Routes;

/// <summary>The supported members of the body. Others are ignored.</summary>
internal sealed record SubscriptionRequest(
    Guid? Id,
    string? PublisherId,
    string? EventType,
    string? ResourceVersion,
    string? ConsumerId,
    string? ConsumerActionId,
    string? Status,
    IReadOnlyDictionary<string, string?>? PublisherInputs,
    IReadOnlyDictionary<string, string?>? ConsumerInputs)
{
    public Subscription Create(ApiCall call)
    {
        var now = call.Time.GetUtcNow();
        var inputs = WithoutNulls(PublisherInputs);
        inputs["tfsSubscriptionId"] = Guid.NewGuid().ToString();
        var created = new Subscription
        {
            Id = Guid.NewGuid(),
            CollectionId = call.Collection.Id,
            PublisherId = PublisherId ?? "",
            EventType = EventType ?? "",
            ResourceVersion = ResourceVersion,
            ConsumerId = ConsumerId ?? "",
            ConsumerActionId = ConsumerActionId ?? "",
            PublisherInputs = inputs,
            ConsumerInputs = WithoutNulls(ConsumerInputs),
            Status = StatusOf(SubscriptionStatus.Enabled),
            CreatedBy = call.Caller.Account,
            CreatedDate = now,
            ModifiedBy = call.Caller.Account,
            ModifiedDate = now,
        };
        SubscriptionValidation.Check(call, created);
        return created;
    }

    /// <summary>Replaces everything but the creator.</summary>
    public Subscription Replace(ApiCall call, Subscription known)
    {
        var made = Create(call);
        var inputs = new Dictionary<string, string>(made.PublisherInputs, StringComparer.Ordinal)
        {
            ["tfsSubscriptionId"] = known.PublisherInput("tfsSubscriptionId"),
        };
        return made with
        {
            Id = known.Id,
            PublisherInputs = inputs,
            ConsumerInputs = ConfidentialInputs.Unmasked(made.ConsumerInputs, known.ConsumerInputs),
            CreatedBy = known.CreatedBy,
            CreatedDate = known.CreatedDate,
            LastSuccessfulAttemptDate = known.LastSuccessfulAttemptDate,
        };
    }

    private string StatusOf(string unlessSaid) => Status is null
        ? unlessSaid
        : SubscriptionStatus.All.FirstOrDefault(known => known.Equals(Status, StringComparison.OrdinalIgnoreCase))
            ?? throw new ApiException(ApiErrors.InvalidArgument("status", Status));

    private static Dictionary<string, string> WithoutNulls(IReadOnlyDictionary<string, string?>? inputs) =>
        (inputs ?? new Dictionary<string, string?>(StringComparer.Ordinal)).Where(input => input.Value is not null)
            .ToDictionary(input => input.Key, input => input.Value!, StringComparer.Ordinal);
}
