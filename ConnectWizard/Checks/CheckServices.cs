using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Checks;

public static class CheckServices
{
    /// <summary>The caller registers a <see cref="CheckPolicy"/>, the network, the gateways and the transport probe. Calling twice is safe.</summary>
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddTransient<IConnectionCheck, ConnectionCheck>();
        services.TryAddSingleton<CurlLines>();
        return services;
    }
}
