using ConnectWizard.Profiles;
using ConnectWizard.Startup;
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
        services.TryAddSingleton<IHookDeliveries>(provider => provider.GetRequiredService<IHookStore>());
        services.TryAddSingleton<ConnectionSignals>();
        services.TryAddSingleton<HookLeases>();
        services.TryAddSingleton<HookPlacement>();
        services.TryAddSingleton<HookTests>();
        services.TryAddSingleton<HookTurns>();
        services.TryAddSingleton<HookHealth>();
        services.TryAddSingleton<HookLooks>();
        services.TryAddSingleton<HookDeletion>();
        services.TryAddSingleton<IHookRemoval, HookRemoval>();
        services.TryAddSingleton<IProfileWebhooks, ProfileWebhooks>();
        services.TryAddSingleton<IAdministratorHooks, AdministratorHooks>();
        services.TryAddSingleton<HooksWake>();
        services.TryAddSingleton<HookWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<HookWorker>());
        services.AddAdministratorLinks();
        return services;
    }

    private static void AddAdministratorLinks(this IServiceCollection services)
    {
        services.TryAddSingleton<IAdministratorLinks, AdministratorLinks>();
        services.TryAddSingleton<IAdministratorRequests, AdministratorRequests>();

        // A link is the path of a request. The server writes paths at Information, and puts them into the scope of every message of the request, which
        // is there while anything of its category is logged; routing writes them at Debug.
        services.AddSingleton(new QuietCategory("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        services.AddSingleton(new QuietCategory("Microsoft.AspNetCore.Routing.Matching.DfaMatcher", LogLevel.Warning));
    }
}
