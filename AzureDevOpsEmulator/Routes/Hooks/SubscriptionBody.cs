using System.Text.Json.Serialization;
using AzureDevOpsEmulator.Hooks;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary>A subscription as it is read.</summary>
internal sealed record SubscriptionBody
{
    public required Guid Id { get; init; }

    public required string Url { get; init; }

    public required string Status { get; init; }

    public required string PublisherId { get; init; }

    public required string EventType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public object? Subscriber { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ResourceVersion { get; init; }

    public required string EventDescription { get; init; }

    public required string ConsumerId { get; init; }

    public required string ConsumerActionId { get; init; }

    public required string ActionDescription { get; init; }

    public int? ProbationRetries { get; init; }

    public DateTimeOffset? LastProbationRetryDate { get; init; }

    public required IdentityRefBody CreatedBy { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required IdentityRefBody ModifiedBy { get; init; }

    public required DateTimeOffset ModifiedDate { get; init; }

    public required IReadOnlyDictionary<string, string> PublisherInputs { get; init; }

    public required IReadOnlyDictionary<string, string> ConsumerInputs { get; init; }

    [JsonPropertyName("_links")]
    public required object Links { get; init; }

    public static SubscriptionBody Of(ApiCall call, Subscription known)
    {
        var hooks = call.Links.HooksApi(call.Collection);
        return new SubscriptionBody
        {
            Id = known.Id,
            Url = $"{hooks}/subscriptions/{known.Id}",
            Status = known.Status,
            PublisherId = known.PublisherId,
            EventType = known.EventType,
            ResourceVersion = known.ResourceVersion,
            EventDescription = Descriptions.Event(call, known),
            ConsumerId = known.ConsumerId,
            ConsumerActionId = known.ConsumerActionId,
            ActionDescription = Descriptions.Action(known),
            ProbationRetries = known.ProbationRetries == 0 ? null : known.ProbationRetries,
            LastProbationRetryDate = known.LastProbationRetryDate,
            CreatedBy = IdentityRefBody.Of(call, People.Of(known.CreatedBy)),
            CreatedDate = known.CreatedDate,
            ModifiedBy = IdentityRefBody.Of(call, People.Of(known.ModifiedBy)),
            ModifiedDate = known.ModifiedDate,
            PublisherInputs = known.PublisherInputs,
            ConsumerInputs = ConfidentialInputs.Masked(known.ConsumerInputs, call.Hooks.MasksSecrets),
            Links = LinksOf(hooks, known),
        };
    }

    private static Dictionary<string, LinkBody> LinksOf(string hooks, Subscription known) => new(StringComparer.Ordinal)
    {
        ["self"] = new($"{hooks}/subscriptions/{known.Id}"),
        ["consumer"] = new($"{hooks}/consumers/{known.ConsumerId}"),
        ["actions"] = new($"{hooks}/consumers/{known.ConsumerId}/actions"),
        ["notifications"] = new($"{hooks}/subscriptions/{known.Id}/notifications"),
        ["publisher"] = new($"{hooks}/publishers/{known.PublisherId}"),
    };
}
