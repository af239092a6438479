using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Errors;

/// <summary>An error of the service with the members of its error envelope.</summary>
internal sealed record ApiError(int Status, string TypeName, string Message)
{
    /// <summary>Some errors carry more than a message; clients read it by the error's type.</summary>
    public object? CustomProperties { get; init; }
    public int EventId { get; init; } = 3000;

    /// <summary>The type's name without namespace and assembly, which clients evaluate.</summary>
    public string TypeKey => TypeName.Split(',')[0].Split('.')[^1];
}

/// <summary>Ends a request with an error.</summary>
internal sealed class ApiException(ApiError error) : Exception(error.Message)
{
    public ApiError Error { get; } = error;
}

/// <summary>The JSON body of every error.</summary>
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
    public static ErrorEnvelope For(ApiError error) =>
        new("1", error.CustomProperties, null, error.Message, error.TypeName, error.TypeKey, 0, error.EventId);
}
