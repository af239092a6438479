using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/connectionData</c>: the caller and the server's locations.</summary>
internal static class GetConnectionData
{
    /// <summary>The service owner of an on-premises server.</summary>
    private static readonly Guid OnPremises = new("87966eaa-cb2a-443f-be3c-47bd3b5bf3cb");
    private const int LastChange = 2025;

    public static ApiResponse Handle(ApiCall call) => new(new
    {
        authenticatedUser = IdentityBody.Of(call.Caller, call.HostId),
        authorizedUser = IdentityBody.Of(call.Caller, call.HostId),
        instanceId = call.HostId,
        deploymentId = call.Content.InstanceId,
        deploymentType = call.Product.IsHosted ? "hosted" : call.Product.NamesDeploymentType ? "onPremises" : null,
        locationServiceData = LocationData(call),
        webApplicationRelativeDirectory = call.Links.VirtualDirectory,
    });

    private static object LocationData(ApiCall call) => new
    {
        serviceOwner = call.Product.IsHosted ? HostedLocation.OwnerOf(call) : OnPremises,
        defaultAccessMappingMoniker = "PublicAccessMapping",
        lastChangeId = LastChange,
        lastChangeId64 = LastChange,
        clientCacheFresh = call.Query["lastChangeId"] == $"{LastChange}",
        clientCacheTimeToLive = 3600,
        accessMappings = call.Product.IsHosted ? HostedLocation.AccessMappings(call) : [AccessMapping(call)],
        serviceDefinitions = IncludesServices(call) ? ServiceDefinitions.For(call) : null,
    };

    private static object AccessMapping(ApiCall call) => new
    {
        displayName = "Public Access Mapping",
        moniker = "PublicAccessMapping",
        accessPoint = new Uri(call.Links.Root).GetLeftPart(UriPartial.Authority) + "/",
        serviceOwner = OnPremises,
        virtualDirectory = call.Links.VirtualDirectory,
    };

    /// <summary>Clients send the option's number or name.</summary>
    private static bool IncludesServices(ApiCall call) =>
        call.Query["connectOptions"].ToString().ToUpperInvariant() is not ("" or "0" or "NONE");
}

/// <summary><c>GET _apis/ResourceAreas</c>: a server writes <c>null</c> instead of a list, by which clients distinguish it from the cloud.</summary>
internal static class GetResourceAreas
{
    public static ApiResponse Handle(ApiCall call)
    {
        var areas = call.Product.IsHosted ? HostedLocation.Areas(call) : [];
        if (call.Value("areaId") is { } wanted)
            return new ApiResponse(areas.FirstOrDefault(area => area.HasId(wanted)) ?? throw new ApiException(ApiErrors.ResourceAreaNotFound(wanted)));

        return new ApiResponse(call.Product.IsHosted ? Listing.CountFirst(areas) : new NoAreas(0, null));
    }

    private sealed record NoAreas(int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? Value);
}

/// <summary><c>GET _apis/ServiceDefinitions/{serviceType}/{identifier}</c>: the table or one entry.</summary>
internal static class GetServiceDefinitions
{
    public static ApiResponse Handle(ApiCall call)
    {
        var definitions = ServiceDefinitions.For(call);
        if (call.Value("serviceType") is not { } type)
            return new ApiResponse(Listing.CountFirst(definitions));

        if (call.Product.IsHosted && type.Equals(HostedLocation.PointerType, StringComparison.OrdinalIgnoreCase))
            return Pointer(call);

        return type.Equals(ServiceDefinitions.ServiceType, StringComparison.OrdinalIgnoreCase)
            && Guid.TryParse(call.Value("identifier"), out var identifier) && identifier == ServiceDefinitions.Identifier
            ? new ApiResponse(definitions[0])
            : throw new ApiException(ApiErrors.ResourceAreaNotFound($"{type}/{call.Value("identifier")}"));
    }

    private static ApiResponse Pointer(ApiCall call)
    {
        var wanted = call.Value("identifier") ?? "";
        var area = HostedLocation.Areas(call).FirstOrDefault(candidate => candidate.HasId(wanted))
            ?? throw new ApiException(ApiErrors.ResourceAreaNotFound(wanted));
        return new ApiResponse(HostedLocation.Pointer(area.Id, area.Name, area.LocationUrl));
    }
}

/// <summary>The location service, the entry of the service table that every client looks up.</summary>
internal static class ServiceDefinitions
{
    public const string ServiceType = "LocationService";
    public static readonly Guid Identifier = new("bf9cf1d0-24ac-4d35-aeca-6cd18c69c1fe");

    public static object[] For(ApiCall call) =>
    [
        new
        {
            serviceType = ServiceType,
            identifier = Identifier,
            displayName = "Location Service",
            relativeToSetting = "context",
            relativePath = call.HostCollection is null
                ? "/TeamFoundation/Administration/v3.0/LocationService.asmx"
                : "/Services/v3.0/LocationService.asmx",
            description = "Location Service for Visual Studio Team Foundation Server.",
            toolId = "Framework",
            locationMappings = Array.Empty<object>(),
        },
        .. call.Product.IsHosted ? HostedLocation.Pointers(call) : [],
    ];
}
