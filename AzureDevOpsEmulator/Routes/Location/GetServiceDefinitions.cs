using AzureDevOpsEmulator.Errors;

namespace AzureDevOpsEmulator.Routes.Location;

/// <summary><c>GET _apis/ServiceDefinitions/{serviceType}/{identifier}</c>: the table, or one entry of it.</summary>
internal static class GetServiceDefinitions
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var definitions = ServiceDefinitions.For(call);
        if (call.Value("serviceType") is not { } type)
            return new ApiAnswer(Listing.CountFirst(definitions));

        if (call.Product.IsHosted && type.Equals(HostedLocation.PointerType, StringComparison.OrdinalIgnoreCase))
            return Pointer(call);

        return type.Equals(ServiceDefinitions.ServiceType, StringComparison.OrdinalIgnoreCase)
            && Guid.TryParse(call.Value("identifier"), out var identifier) && identifier == ServiceDefinitions.Identifier
            ? new ApiAnswer(definitions[0])
            : throw new FaultException(Faults.ResourceAreaNotFound($"{type}/{call.Value("identifier")}"));
    }

    private static ApiAnswer Pointer(ApiCall call)
    {
        var wanted = call.Value("identifier") ?? "";
        var area = HostedLocation.Areas(call).FirstOrDefault(candidate => candidate.IsCalled(wanted))
            ?? throw new FaultException(Faults.ResourceAreaNotFound(wanted));
        return new ApiAnswer(HostedLocation.Pointer(area.Id, area.Name, area.LocationUrl));
    }
}
