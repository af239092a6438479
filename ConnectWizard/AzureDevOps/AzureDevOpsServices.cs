using ConnectWizard.Connections;
using ConnectWizard.Connections.Hooks;
using ConnectWizard.Connections.News;
using ConnectWizard.Network;
using ConnectWizard.Startup;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.AzureDevOps;

public static class AzureDevOpsServices
{
    /// <summary>Registers how we talk to Azure DevOps, with the network below. Calling it twice does no harm.</summary>
    public static IServiceCollection AddAzureDevOps(this IServiceCollection services)
    {
        services.AddNetwork();
        services.AddValidatedOptions<AzureDevOpsOptions, ValidateAzureDevOpsOptions>(AzureDevOpsOptions.Section);
        services.TryAddSingleton<AzureDevOpsClient>();
        services.TryAddSingleton<AzureDevOpsGateway>();
        services.TryAddSingleton<IAzureDevOpsGateway>(provider => provider.GetRequiredService<AzureDevOpsGateway>());
        services.TryAddSingleton<IServiceHooksGateway>(provider => provider.GetRequiredService<AzureDevOpsGateway>());
        services.TryAddSingleton<IRepositoryNews>(provider => provider.GetRequiredService<AzureDevOpsGateway>());
        services.TryAddSingleton<IGitUpstream, GitUpstream>();
        services.TryAddSingleton<ITransportProbe, TransportProbe>();
        return services;
    }
}
