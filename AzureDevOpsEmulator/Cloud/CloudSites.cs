using AzureDevOpsEmulator.Hosting;
using AzureDevOpsEmulator.Versions;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Cloud;

/// <summary>The host names of the cloud.</summary>
internal static class CloudSites
{
    public static IReadOnlyList<Site> All { get; } =
    [
        Of(CloudAddresses.OrganizationsHost, CloudService.Organizations),
        Of(CloudAddresses.ProfileHost, CloudService.Accounts),
        Of(CloudAddresses.AccountsHost, CloudService.Accounts),
        Of(CloudAddresses.SignInHost, CloudService.SignIn),
        .. CloudOrganizations.All.Select(organization =>
            Of(organization.Name + ".visualstudio.com", CloudService.Organizations) with { LegacyOrganization = organization.Name }),
    ];

    private static Site Of(string host, CloudService service) => new()
    {
        Name = host,
        HostName = host,
        Mount = CloudAddresses.MountOf(host),
        Product = ServerProduct.Services,
        Content = CloudOrganizations.Content,
        Service = service,
    };
}
