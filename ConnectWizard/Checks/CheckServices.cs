using ConnectWizard.Network;
using ConnectWizard.Startup;
using ConnectWizard.Workers;
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

    /// <summary>The check in the background, over the stores.</summary>
    public static IServiceCollection AddDailyCheck(this IServiceCollection services)
    {
        services.AddValidatedOptions<CheckOptions, ValidateCheckOptions>(CheckOptions.Section);
        services.AddWorkers();
        services.AddSingleton<RepositoryFollower>();
        services.AddSingleton<DailyCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<DailyCheck>());
        return services;
    }

    private static CheckPolicy PolicyOf(IServiceProvider provider) => new(provider.GetRequiredService<IOptions<ServerOptions>>().Value.MinimumYear)
    {
        OutboundAddresses = [.. provider.GetRequiredService<IOptions<NetworkOptions>>().Value.OutboundAddresses],
    };
}
