using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Checks;

/// <summary>Registers the check.</summary>
public static class CheckServices
{
    /// <summary>
    /// Adds <see cref="IConnectionCheck"/> and <see cref="CurlLines"/>. The caller registers a <see cref="CheckPolicy"/>, the network, the
    /// gateway and the
    /// transport probe; calling twice is safe.
    /// </summary>
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddTransient<IConnectionCheck, ConnectionCheck>();
        services.TryAddSingleton<CurlLines>();
        return services;
    }
}
