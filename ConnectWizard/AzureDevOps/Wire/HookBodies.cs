using System.Text.Json.Serialization;

namespace ConnectWizard.AzureDevOps.Wire;

/// <summary>A subscription, as it is sent and as it is read. Inputs are text by name, and there are more than we know.</summary>
internal sealed record SubscriptionBody
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Id { get; init; }

    public string? PublisherId { get; init; }
    public string? EventType { get; init; }
    public string? ResourceVersion { get; init; }
    public string? ConsumerId { get; init; }
    public string? ConsumerActionId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CreatedDate { get; init; }

    public IReadOnlyDictionary<string, string?>? PublisherInputs { get; init; }
    public IReadOnlyDictionary<string, string?>? ConsumerInputs { get; init; }
}

internal sealed record TestBody(Guid SubscriptionId, SubscriptionBody Details);

internal sealed record NotificationBody(int Id, string? Status, string? Result, DateTimeOffset? ModifiedDate, NotificationDetails? Details);

/// <param name="Response">The answer's status line and headers, as text.</param>
internal sealed record NotificationDetails(string? Response, string? ErrorMessage);
