namespace AzureDevOpsEmulator.Routes.Location;

/// <summary>The entry of a server's service table that every client finds: the location service itself.</summary>
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
