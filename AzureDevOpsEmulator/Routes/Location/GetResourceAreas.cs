using System.Text.Json.Serialization;
using AzureDevOpsEmulator.Errors;

namespace AzureDevOpsEmulator.Routes.Location;

/// <summary>
/// <c>GET _apis/ResourceAreas</c>: a server has no areas elsewhere and says so with nothing in place of a list, by which
/// clients tell it from the cloud, which lists them.
/// </summary>
internal static class GetResourceAreas
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var areas = call.Product.IsHosted ? HostedLocation.Areas(call) : [];
        if (call.Value("areaId") is { } wanted)
            return new ApiAnswer(areas.FirstOrDefault(area => area.IsCalled(wanted)) ?? throw new FaultException(Faults.ResourceAreaNotFound(wanted)));

        return new ApiAnswer(call.Product.IsHosted ? Listing.CountFirst(areas) : new NoAreas(0, null));
    }

    private sealed record NoAreas(int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? Value);
}
