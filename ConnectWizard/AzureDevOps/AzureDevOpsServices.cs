using ConnectWizard.Connections;
using ConnectWizard.Network;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectWizard.AzureDevOps;

public static class AzureDevOpsServices
{
    /// <summary>Registers how we talk to Azure DevOps, with the network below. Calling it twice does no harm.</summary>
    public static IServiceCollection AddAzureDevOps(this IServiceCollection services)
    {
        services.AddNetwork();
        services.AddOptions<AzureDevOpsOptions>().BindConfiguration(AzureDevOpsOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AzureDevOpsOptions>, ValidateAzureDevOpsOptions>());
        services.TryAddSingleton<AzureDevOpsClient>();
        services.TryAddSingleton<IAzureDevOpsGateway, AzureDevOpsGateway>();
        services.TryAddSingleton<ITransportProbe, TransportProbe>();
        return services;
    }
}
