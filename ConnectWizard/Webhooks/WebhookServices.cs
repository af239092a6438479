using ConnectWizard.Profiles;
using ConnectWizard.Webhooks.Administrator;
using ConnectWizard.Webhooks.Creation;
using ConnectWizard.Webhooks.Health;
using ConnectWizard.Webhooks.Removal;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Webhooks;

/// <summary>Registers webhooks.</summary>
public static class WebhookServices
{
    /// <summary>
    /// Adds what creates, watches, mends and removes hooks. The caller registers the store, the gateway and a <see cref="HookAddress"/>;
    /// calling twice is safe.
    /// </summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IProfileSignals, ProfileSignals>();
        services.AddSingleton<IAdministratorLinks, AdministratorLinks>();
        services.AddSingleton<IAdministratorRequests, AdministratorRequests>();
        services.TryAddSingleton<IHookDeliveries>(provider => provider.GetRequiredService<IHookStore>());
        services.TryAddSingleton<HookLeases>();
        services.TryAddSingleton<HookPlacement>();
        services.TryAddSingleton<HookTests>();
        services.TryAddSingleton<HookTurns>();
        services.TryAddSingleton<HookHealth>();
        services.TryAddSingleton<HookDeletion>();
        services.TryAddSingleton<IHookRemoval, HookRemoval>();
        services.TryAddSingleton<IProfileWebhooks, ProfileWebhooks>();
        services.TryAddSingleton<IAdministratorHooks, AdministratorHooks>();
        services.TryAddSingleton<HookWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<HookWorker>());
        return services;
    }
}
