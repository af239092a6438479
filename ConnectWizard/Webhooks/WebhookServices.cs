using ConnectWizard.Profiles;
using ConnectWizard.Webhooks.Administrator;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Webhooks;

/// <summary>Registers webhooks.</summary>
public static class WebhookServices
{
    /// <summary>Adds what creates, watches, mends and removes hooks. The store implements <see cref="IHookStore"/>.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.TryAddSingleton<IProfileSignals, ProfileSignals>();
        services.AddSingleton<IAdministratorLinks, AdministratorLinks>();
        services.AddSingleton<IAdministratorRequests, AdministratorRequests>();
        services.TryAddSingleton<IHookDeliveries>(provider => provider.GetRequiredService<IHookStore>());
        return services;
    }
}
