using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Administrator;
using ConnectWizard.ServiceHooks.Creation;
using ConnectWizard.ServiceHooks.Health;
using ConnectWizard.ServiceHooks.Removal;
using ConnectWizard.Startup;
using ConnectWizard.Workers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.ServiceHooks;

/// <summary>Registers webhooks.</summary>
public static class WebhookServices
{
    /// <summary>
    /// Adds what creates, watches, mends and removes hooks. The caller registers the store, the gateway and a <see cref="HookAddress"/>;
    /// calling twice is safe.
    /// </summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.TryAddSingleton<ProfileSignals>();
        services.TryAddSingleton<IHookDeliveries>(provider => provider.GetRequiredService<IHookStore>());
        services.TryAddSingleton<ConnectionSignals>();
        services.AddWorkers();
        services.TryAddSingleton<SubscriptionProvisioner>();
        services.TryAddSingleton<HookTests>();
        services.TryAddSingleton<SubscriptionSyncRunner>();
        services.TryAddSingleton<SubscriptionHealthCheck>();
        services.TryAddSingleton<SubscriptionHealthRunner>();
        services.TryAddSingleton<HookDeletion>();
        services.TryAddSingleton<IHookRemoval, HookRemoval>();
        services.TryAddSingleton<IProfileWebhooks, ProfileWebhooks>();
        services.TryAddSingleton<IAdministratorHooks, AdministratorHooks>();
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
        services.AddSingleton(new SensitiveCategory("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        services.AddSingleton(new SensitiveCategory("Microsoft.AspNetCore.Routing.Matching.DfaMatcher", LogLevel.Warning));
    }
}
