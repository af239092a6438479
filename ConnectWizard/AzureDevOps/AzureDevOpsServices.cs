using ConnectWizard.Builds.GitProxy;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Startup;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectWizard.AzureDevOps;

public static class AzureDevOpsServices
{
    /// <summary>Calling it twice does no harm.</summary>
    public static IServiceCollection AddAzureDevOps(this IServiceCollection services)
    {
        services.AddNetwork();
        services.AddValidatedOptions<AzureDevOpsOptions, ValidateAzureDevOpsOptions>(AzureDevOpsOptions.Section);
        services.TryAddSingleton(AddressesOf);
        services.TryAddSingleton<AzureDevOpsClient>();
        services.TryAddSingleton<AzureDevOpsGateway>();
        services.TryAddSingleton<IAzureDevOpsGateway>(provider => provider.GetRequiredService<AzureDevOpsGateway>());
        services.TryAddSingleton<IServiceHooksGateway>(provider => provider.GetRequiredService<AzureDevOpsGateway>());
        services.TryAddSingleton<IRepositoryGateway>(provider => provider.GetRequiredService<AzureDevOpsGateway>());
        services.TryAddSingleton<ICloudGateway, CloudGateway>();
        services.TryAddSingleton<IRepositoryRefs>(provider => provider.GetRequiredService<AzureDevOpsGateway>());
        services.TryAddSingleton<IGitUpstream, GitUpstream>();
        services.TryAddSingleton<ITransportProbe, TransportProbe>();
        return services;
    }

    private static CloudAddresses AddressesOf(IServiceProvider provider)
    {
        var cloud = provider.GetRequiredService<IOptions<AzureDevOpsOptions>>().Value.Cloud;
        return new CloudAddresses(cloud.OrganizationAddress, cloud.ProfileAddress);
    }
}
