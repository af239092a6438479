using ConnectWizard.Startup;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Network;

public static class NetworkServices
{
    /// <summary>Registers the way out: policy, dialler, TLS and HTTP. Calling it twice does no harm.</summary>
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
        services.TryAddSingleton(provider => CreateHttp(provider, isConfigured: false));
        services.TryAddKeyedSingleton(OutboundHttp.Configured, (provider, _) => CreateHttp(provider, isConfigured: true));
        return services;
    }

    private static OutboundHttp CreateHttp(IServiceProvider provider, bool isConfigured) => new(
        provider.GetRequiredService<OutboundDialer>(),
        provider.GetRequiredService<TlsConnector>(),
        provider.GetRequiredService<TimeProvider>(),
        isConfigured);
}
