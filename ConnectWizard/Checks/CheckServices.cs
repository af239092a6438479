using ConnectWizard.Network;
using ConnectWizard.Startup;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Checks;

public static class CheckServices
{
    /// <summary>The caller registers the network, the gateways and the transport probe. Calling twice is safe.</summary>
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        services.AddValidatedOptions<ServerOptions, ValidateServerOptions>(ServerOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(PolicyOf);
        services.TryAddSingleton<CheckRateLimiter>();
        services.TryAddTransient<IConnectionCheck, ConnectionCheck>();
        services.TryAddSingleton<CurlLines>();
        return services;
    }

    private static CheckPolicy PolicyOf(IServiceProvider provider) => new(provider.GetRequiredService<IOptions<ServerOptions>>().Value.MinimumYear)
    {
        OutboundAddresses = [.. provider.GetRequiredService<IOptions<NetworkOptions>>().Value.OutboundAddresses],
    };
}
