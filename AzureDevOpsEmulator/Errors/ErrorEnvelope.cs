using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Errors;

/// <summary>The JSON body of every refusal.</summary>
internal sealed record ErrorEnvelope(
    [property: JsonPropertyName("$id")] string Id,
    object? CustomProperties,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? InnerException,
    string Message,
    string TypeName,
    string TypeKey,
    int ErrorCode,
    int EventId)
{
    public static ErrorEnvelope For(Fault fault) =>
        new("1", fault.CustomProperties, null, fault.Message, fault.TypeName, fault.TypeKey, 0, fault.EventId);
}
