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

/// <summary>Logs addresses without their query, and never a header.</summary>
internal static partial class AzureDevOpsLog
{
    [LoggerMessage(3001, LogLevel.Debug, "{Method} {Host}{Path} answered {Status}, activity {ActivityId}.")]
    public static partial void ResponseReceived(ILogger logger, HttpMethod method, string host, string path, int status, string? activityId);

    [LoggerMessage(3002, LogLevel.Warning, "The list of organizations has {Count} whose names cannot be part of an address; they are not offered.")]
    public static partial void OddOrganizations(ILogger logger, int count);

    [LoggerMessage(3003, LogLevel.Debug, "Dropped {Count} refs or pull requests of {Host} without a valid name or commit.")]
    public static partial void RefsDropped(ILogger logger, int count, string host);
}
