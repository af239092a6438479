using AzureDevOpsEmulator.Routes.Bodies;

namespace AzureDevOpsEmulator.Routes.Location;

/// <summary><c>GET _apis/connectionData</c>: who asks, and which server answers under which addresses.</summary>
internal static class GetConnectionData
{
    /// <summary>The service that an on-premises server says it is; clients look for no other one behind it.</summary>
    private static readonly Guid OnPremises = new("87966eaa-cb2a-443f-be3c-47bd3b5bf3cb");

    /// <summary>The server's data does not change while it runs.</summary>
    private const int LastChange = 2025;

    public static ApiAnswer Answer(ApiCall call) => new(new
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

    /// <summary>Clients ask by number or by name of the option.</summary>
    private static bool IncludesServices(ApiCall call) =>
        call.Query["connectOptions"].ToString().ToUpperInvariant() is not ("" or "0" or "NONE");
}
