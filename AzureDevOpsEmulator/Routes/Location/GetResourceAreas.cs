using System.Text.Json.Serialization;
using AzureDevOpsEmulator.Errors;

namespace AzureDevOpsEmulator.Routes.Location;

/// <summary>
/// <c>GET _apis/ResourceAreas</c>: a server has no areas elsewhere and says so with nothing in place of a list, by which
/// clients tell it from the cloud.
/// </summary>
internal static class GetResourceAreas
{
    public static ApiAnswer Answer(ApiCall call) => call.Value("areaId") is { } area
        ? throw new FaultException(Faults.ResourceAreaNotFound(area))
        : new ApiAnswer(new NoAreas(0, null));

    private sealed record NoAreas(int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? Value);
}
