using ConnectWizard.Startup;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Network;

public static class NetworkServices
{
    /// <summary>Calling it twice does no harm.</summary>
    public static IServiceCollection AddNetwork(this IServiceCollection services)
    {
        services.AddValidatedOptions<NetworkOptions, ValidateNetworkOptions>(NetworkOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<OutboundTimeouts>();
        services.TryAddSingleton<INameResolver, SystemNameResolver>();
        services.TryAddSingleton<OutboundPolicy>();
        services.TryAddSingleton<RouteTable>();
        services.TryAddSingleton<OutboundDialer>();
        services.TryAddSingleton<TrustedAuthorities>();
        services.TryAddSingleton<TlsConnector>();
        services.TryAddSingleton<OutboundHttp>();
        services.TryAddKeyedSingleton(OutboundHttp.Configured, (provider, _) => ActivatorUtilities.CreateInstance<OutboundHttp>(provider, true));
        return services;
    }
}
