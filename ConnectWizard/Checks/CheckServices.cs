using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Checks;

/// <summary>Registers the check.</summary>
public static class CheckServices
{
    /// <summary>
    /// Adds <see cref="IConnectionCheck"/>. The caller registers a <see cref="CheckPolicy"/>, the gateway and the transport probe; calling twice is safe.
    /// </summary>
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddTransient<IConnectionCheck, ConnectionCheck>();
        return services;
    }
}
