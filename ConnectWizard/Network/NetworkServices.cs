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
        services.TryAddSingleton<INameResolver, SystemNameResolver>();
        services.TryAddSingleton<OutboundPolicy>();
        services.TryAddSingleton<RouteTable>();
        services.TryAddSingleton<OutboundDialer>();
        services.TryAddSingleton<TrustedAuthorities>();
        services.TryAddSingleton<TlsConnector>();
        services.TryAddSingleton(provider => CreateHttp(provider, isOperators: false));
        services.TryAddKeyedSingleton(OutboundHttp.OperatorKey, (provider, _) => CreateHttp(provider, isOperators: true));
        return services;
    }

    private static OutboundHttp CreateHttp(IServiceProvider provider, bool isOperators) => new(
        provider.GetRequiredService<OutboundDialer>(),
        provider.GetRequiredService<TlsConnector>(),
        provider.GetRequiredService<TimeProvider>(),
        isOperators);
}
